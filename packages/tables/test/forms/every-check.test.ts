import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  checkGrid,
  checkMerged,
  cumulate,
  type Finding,
  formatWithUnit,
  measuresOf,
  mergeSheets,
  type Printed,
  splitKey,
  type TableDefinition,
  type Value,
  withCounts,
} from '../../src/index.js';
import { loadTable } from '../../src/schema.js';
import { files, formOf, textOf } from './clean.js';
import type { Example, FormExamples, Sheet } from './example.js';
import { t1Examples } from './t1.examples.js';
import { t2aExamples, t2bExamples } from './t2.examples.js';
import { t3Examples, t5Examples } from './t3.examples.js';
import { t4Examples } from './t4.examples.js';
import { t6Examples } from './t6.examples.js';
import { t7Examples } from './t7.examples.js';
import { t8Examples } from './t8.examples.js';

const forms: readonly FormExamples[] = [
  t1Examples,
  t2aExamples,
  t2bExamples,
  t3Examples,
  t4Examples,
  t5Examples,
  t6Examples,
  t7Examples,
  ...t8Examples,
];

interface WrittenCheck {
  readonly id: string;
  readonly severity: string;
  readonly expr: string;
  readonly scope?: string;
}
interface Written {
  readonly file: string;
  readonly written: { readonly checks: readonly WrittenCheck[] };
}
type Options = Readonly<Record<string, boolean>>;

/** The form with one of its checks only, so that a finding is known to be this one's. */
function withOnly({ file, written }: Written, check: WrittenCheck, options: Options): TableDefinition {
  return loadTable(stringify({ ...written, checks: [check] }), file, options);
}

function laidOver(table: TableDefinition, clean: Sheet, change: Sheet): Sheet {
  const ledgers = { ...clean.ledgers, ...change.ledgers };
  const grid = cumulate(table, withCounts(table, { ...clean.grid, ...change.grid }, ledgers), clean.previous);
  return { ...clean, ...change, grid, ledgers };
}

function sheetFindings(table: TableDefinition, { grid = {}, ...rest }: Sheet): readonly Finding[] {
  return checkGrid(table, grid, rest);
}

/** What a round of this one sheet says: the totals are its figures. */
function roundFindings(
  table: TableDefinition,
  { grid = {}, ledgers = {}, absentBlocks = [] }: Sheet,
): readonly Finding[] {
  const parts = [{ office: '370811', data: { grid, ledgers, absentBlocks } }];
  return checkMerged(table, { totals: mergeSheets(table, parts).grid, parts });
}

function findingsOf(table: TableDefinition, sheet: Sheet, scope: string | undefined): readonly Finding[] {
  return scope === 'merged' ? roundFindings(table, sheet) : sheetFindings(table, sheet);
}

const placeOf = ({ key, record }: Finding) => (record === undefined ? key : [record.ledger, record.row]);

/** The figure in the cell of a finding, as a person reads it off the sheet. */
function entered({ table, sheet }: { table: TableDefinition; sheet: Sheet }, { key, record }: Finding): string {
  if (record !== undefined) {
    const ledger = table.ledgers.find((each) => each.key === record.ledger);
    const column = ledger?.columns.find((each) => each.key === record.column);
    return column === undefined ? '' : shown(column, sheet.ledgers?.[record.ledger]?.[record.row]?.[column.key]);
  }
  const measure = measuresOf(table).find((each) => key !== null && splitKey(key).measure === each.key);
  return measure === undefined || key === null ? '' : shown(measure, sheet.grid?.[key]);
}

const shown = (unit: Printed, value: Value | undefined): string =>
  value === null || value === undefined || value === '' ? '空白' : formatWithUnit(unit, value);

const lineOf = (place: unknown) => (typeof place === 'string' ? place.slice(place.lastIndexOf('.')) : place);

describe.each(forms)('$file', ({ file, options = {}, clean, checks }) => {
  const written: Written['written'] = parse(textOf(file));

  it('has a passing and a failing sheet for every check it writes', () => {
    const counts = (ids: readonly string[]) =>
      Object.fromEntries(ids.map((id) => [id, ids.filter((i) => i === id).length]));
    const examples = Object.entries(checks).flatMap(([id, list]) => list.map(() => id));
    expect(counts(examples)).toEqual(counts(written.checks.map(({ id }) => id)));
  });

  it('finds nothing on a clean sheet', () => {
    const table = formOf(file, options);
    const sheet = laidOver(table, clean, {});
    expect(sheetFindings(table, sheet)).toEqual([]);
  });

  const seen: Record<string, number> = {};
  const cases = written.checks.map((check) => {
    const index = seen[check.id] ?? 0;
    seen[check.id] = index + 1;
    return { name: `${check.severity} ${check.id} (${index + 1})`, check, example: checks[check.id]?.[index] };
  });
  it.each(cases)('$name', ({ check, example }: { check: WrittenCheck; example: Example | undefined }) => {
    if (example === undefined) throw new Error('no example');
    const chosen = { ...options, ...example.options };
    const alone = withOnly({ file, written }, check, chosen);
    const own = (change: Sheet) =>
      findingsOf(alone, laidOver(alone, clean, change), check.scope).filter((finding) => finding.check === check.id);
    expect(own(example.passes)).toEqual([]);
    // It passes because the rule holds, not because a blank keeps the rule silent: its contrary speaks in the same column
    // or row (of a condition's two sides the finding points at the one that has to give way).
    const contrary = withOnly({ file, written }, { ...check, expr: `(${check.expr}) => 1 == 2` }, chosen);
    const denied = findingsOf(contrary, laidOver(contrary, clean, example.passes), check.scope);
    expect(
      denied
        .filter((finding) => finding.check === check.id)
        .map(placeOf)
        .map(lineOf),
    ).toContainEqual(lineOf(example.at));
    const failed = own(example.fails);
    expect(failed.map((finding) => [finding.severity, placeOf(finding)])).toEqual([[check.severity, example.at]]);
    expect(failed[0]?.message).toContain(example.says ?? '请');
    expect(failed[0]?.message).not.toMatch(/undefined|null|NaN|[{}]/);
    // 所填 is what stands in the cell it points at, never what the rule made of it.
    for (const finding of failed)
      expect(finding.found, finding.check).toBe(
        entered({ table: alone, sheet: laidOver(alone, clean, example.fails) }, finding),
      );
    // Among all checks of the form it is said too.
    const whole = formOf(file, chosen);
    const ids = findingsOf(whole, laidOver(whole, clean, example.fails), check.scope).map((finding) => finding.check);
    expect(ids).toContain(check.id);
  });
});

describe('the forms shipped', () => {
  it('all have their examples here', () => {
    expect(forms.map(({ file }) => file).sort()).toEqual([...files].sort());
  });
});
