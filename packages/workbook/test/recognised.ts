import type { Finding } from '@duban/tables';
import type { ReadForm } from '@duban/workbook';
import type { CellSheet } from '../src/cells/types.js';
import { formsIn } from '../src/child/reading/recognise.js';
import { shipped } from './any-form.js';
import { bookOf } from './cell-book.js';

/** The forms on sheets that nobody signed: everything is told by what stands on them. */
export function formsOn(...sheets: readonly CellSheet[]): readonly ReadForm[] {
  return formsIn(bookOf(...sheets), { name: 'x.xlsx', tables: shipped, secret: null, altered: 'a finding' });
}

/** The only one there. */
export function formOn(...sheets: readonly CellSheet[]): ReadForm {
  const [found, ...more] = formsOn(...sheets);
  if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} forms`);
  return found;
}

/** Findings in short, without the header fields that such a form lacks. */
export function said(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ check }) => check !== 'header-missing')
    .map(({ severity, check, place }) => `${severity} ${check} ${place?.cell ?? '-'}`);
}

/** The same with their sheets, without anything about the head. */
export function saidBelow(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ check }) => !check.startsWith('header-'))
    .map(({ severity, check, place }) => `${severity} ${check} ${place?.sheet ?? ''}!${place?.cell ?? '-'}`);
}
