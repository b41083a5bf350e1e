import { isDeepStrictEqual } from 'node:util';
import {
  formatWithUnit,
  type Grid,
  measuresOf,
  type ReconciledFigure,
  reconcile,
  splitKey,
  type TableDefinition,
} from '@duban/tables';
import type { MergeInput, ReconciliationCase } from '@duban/workbook';
import type { MergedForm } from './form-merge.js';

/**
 * Figures of different forms that ought to agree (移送公安 against 公安受理), office by office and in total, by the table of the left one. Only
 * forms of one period are compared, and totals only where the same offices make them up. A table without an entry was compared with
 * nothing, which is not the same as agreeing.
 */
export function reconcileForms(merges: readonly MergedForm[]): ReadonlyMap<string, readonly ReconciliationCase[]> {
  const cases = new Map<string, ReconciliationCase[]>();
  for (const left of merges) {
    for (const right of merges) {
      const pair = pairOf(left, right);
      if (pair !== null) cases.set(left.form.table, [...(cases.get(left.form.table) ?? []), ...casesOf(pair)]);
    }
  }
  return cases;
}

interface Pair {
  readonly left: MergeInput;
  readonly right: MergeInput;
  /** Both tables, with the left one's comparisons with the right one alone. */
  readonly tables: readonly TableDefinition[];
}

function pairOf(left: MergedForm, right: MergedForm): Pair | null {
  if (left.input === null || right.input === null || left.form.period.id !== right.form.period.id) return null;
  const { table } = left.input;
  const reconciliations = table.reconciliations.filter((each) => each.right.table === right.form.table);
  if (reconciliations.length === 0) return null;
  const tables = [
    { ...table, reconciliations },
    { ...right.input.table, reconciliations: [] },
  ];
  return { left: left.input, right: right.input, tables };
}

function casesOf({ left, right, tables }: Pair): readonly ReconciliationCase[] {
  const compare = (a: Grid, b: Grid, office?: string): ReconciliationCase[] =>
    reconcile(tables, { [left.table.id]: a, [right.table.id]: b }).map((difference) => ({
      id: difference.id,
      label: `${difference.left.label} — ${difference.right.label}`,
      left: printed(difference.left, left.table),
      right: printed(difference.right, right.table),
      message: difference.message,
      ...(office === undefined ? {} : { office }),
    }));
  const theirs = new Map(right.rows.map(({ office, grid }) => [office, grid]));
  const single = left.rows.flatMap(({ office, officeName, grid }) => {
    const other = theirs.get(office);
    return grid && other ? compare(grid, other, officeName) : [];
  });
  return isDeepStrictEqual(counted(left), counted(right)) ? [...single, ...compare(left.totals, right.totals)] : single;
}

function counted({ rows }: MergeInput): ReadonlySet<string> {
  return new Set(rows.flatMap(({ office, grid }) => (grid === null ? [] : [office])));
}

function printed({ key, value }: ReconciledFigure, table: TableDefinition): string {
  const measure = measuresOf(table).find((each) => each.key === splitKey(key).measure);
  return measure === undefined ? String(value) : formatWithUnit(measure, value);
}
