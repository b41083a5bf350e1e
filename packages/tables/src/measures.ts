import type { CellKey, Column, Measure, TableDefinition } from './types.js';
import { columnNames, singleColumnNames } from './wording/figures.js';

/** All measures of a table in the order they are printed. */
export function measuresOf(table: TableDefinition): readonly Measure[] {
  return table.sections.flatMap((section) => section.measures);
}

/** The address of one figure: `chkInst` + `cumulative` → `chkInst.cumulative`. */
export function cellKey(measure: string, column: Column): CellKey {
  return `${measure}.${column}`;
}

/** The two halves of a {@link CellKey}. */
export function splitKey(key: CellKey): { readonly measure: string; readonly column: Column } {
  const dot = key.lastIndexOf('.');
  return { measure: key.slice(0, dot), column: key.slice(dot + 1) as Column };
}

const ADDITIVE: readonly Column[] = ['current', 'adjust', 'cumulative'];
const DISTINCT: readonly Column[] = ['current', 'cumulative'];
const SINGLE: readonly Column[] = ['current'];

/** Which figures a measure has; in a form filled in once per campaign only one. 家 and 人 that are counted once have no 上期调整数: their 累计 is typed, not added up. */
export function columnsOf(measure: Measure): readonly Column[] {
  if (measure.once) return SINGLE;
  if (measure.semantics === 'flow-additive') return ADDITIVE;
  return measure.semantics === 'flow-distinct' ? DISTINCT : SINGLE;
}

/** The column a rule applied to `column` reads of this measure: a stock has one figure, which stands in for every column. */
export function columnFor(measure: Measure, column: Column): Column {
  return columnsOf(measure).includes(column) ? column : 'current';
}

/** Whether its cells hold amounts that are counted with: no words, and no ratio, which is computed. */
export function isAmount({ kind }: Measure): boolean {
  return kind === 'count' || kind === 'money';
}

/** Every cell a table has, in the order of place. */
export function keysOf(table: TableDefinition): readonly CellKey[] {
  return measuresOf(table).flatMap((measure) => columnsOf(measure).map((column) => cellKey(measure.key, column)));
}

/** `追回医保基金合计（累计）`: how a finding names a cell. */
export function cellLabel(measure: Measure, column: Column): string {
  if (measure.once) return measure.label;
  const name = columnsOf(measure).length > 1 ? columnNames[column] : singleColumnNames[measure.semantics];
  // 应追回金额（期末） says it itself.
  return name === undefined || measure.label.endsWith(`（${name}）`) ? measure.label : `${measure.label}（${name}）`;
}

/**
 * A plain sum of this measure over several offices is only an upper bound: an institution that two of them checked is counted twice
 * (tables.md check 13). `mergeSheets` knows better where the offices brought their institution codes.
 */
export function isUpperBound(measure: Measure): boolean {
  return measure.semantics === 'flow-distinct';
}
