import {
  type Difference,
  formatWithUnit,
  type Grid,
  measuresOf,
  type ReconciledFigure,
  reconcile,
  splitKey,
  type TableDefinition,
} from '@duban/tables';
import type { ReconciliationCase } from '@duban/workbook';
import type { MergedForm } from './form-merge.js';

/** Figures of different forms that ought to agree (移送公安 against 公安受理), office by office and in total, by the table of the left one. */
export function reconcileForms(
  tables: readonly TableDefinition[],
  merges: readonly MergedForm[],
): ReadonlyMap<string, readonly ReconciliationCase[]> {
  const cases = new Map<string, ReconciliationCase[]>();
  const add = (difference: Difference, office?: string) => {
    const { id, left, right, message } = difference;
    const one = { id, label: `${left.label} — ${right.label}`, left: printed(left), right: printed(right), message };
    cases.set(left.table, [...(cases.get(left.table) ?? []), office === undefined ? one : { ...one, office }]);
  };
  const printed = (figure: ReconciledFigure): string => {
    const table = tables.find(({ id }) => id === figure.table);
    const measure = table && measuresOf(table).find(({ key }) => key === splitKey(figure.key).measure);
    return measure === undefined ? String(figure.value) : formatWithUnit(measure, figure.value);
  };
  const inputs = merges.flatMap(({ input }) => (input === null ? [] : [input]));
  const offices = new Map(inputs.flatMap(({ rows }) => rows.map((row) => [row.office, row.officeName] as const)));
  for (const [office, name] of offices) {
    const figures: Record<string, Grid> = {};
    for (const { table, rows } of inputs) {
      const grid = rows.find((row) => row.office === office)?.grid;
      if (grid) figures[table.id] = grid;
    }
    for (const difference of reconcile(tables, figures)) add(difference, name);
  }
  const totals = Object.fromEntries(inputs.map(({ table, totals }) => [table.id, totals]));
  for (const difference of reconcile(tables, totals)) add(difference);
  return cases;
}
