import { DubanError } from '@duban/base';
import { readCells } from '../cells/read-cells.js';
import type { ReadSheet } from '../contract.js';
import { onUpload } from '../on-upload.js';
import type { Methods } from '../protocol.js';
import { readingTexts as texts } from '../wording/reading.js';
import { knownTable } from './known-table.js';
import { formsIn } from './reading/recognise.js';

/** Gate, then the form of one table with where each figure stood and what there is to say about it. */
export async function read({ bytes, name, table, secret }: Parameters<Methods['read']>[0]): Promise<ReadSheet> {
  const book = await readCells(bytes, name);
  return onUpload(name, () => {
    const forms = formsIn(book, { name, tables: [knownTable(table)], secret, altered: 'refused' });
    const form = forms.find(({ identity }) => identity !== null) ?? forms[0];
    if (form === undefined) throw new DubanError('sheet-identity-missing', { name });
    // Beside a signed form only what has figures is a rival: a copy that was filled in instead of it, or as well.
    const others = forms.filter((other) => other !== form && (form.identity === null || hasFigures(other)));
    const rivals = others.map(({ sheet }) => sheet);
    return rivals.length === 0 ? form : torn(form, { table, rivals });
  });
}

function hasFigures({ grid }: ReadSheet): boolean {
  return Object.values(grid).some((value) => typeof value === 'number');
}

/** Two sheets of one form: without an identity they cannot be told apart, with one the signed sheet is meant, most likely. */
function torn(
  form: ReadSheet,
  { table, rivals }: { table: { readonly title: string }; rivals: readonly string[] },
): ReadSheet {
  const sheets = [form.sheet, ...rivals];
  const [found, expected] = [sheets.join('、'), texts.oneSheetExpected];
  const about = {
    check: 'several-sheets',
    severity: form.identity === null ? 'E' : 'W',
    key: null,
    label: table.title,
    place: null,
    found,
    expected,
  } as const;
  return { ...form, findings: [{ ...about, message: texts['several-sheets'](sheets, form.sheet) }, ...form.findings] };
}
