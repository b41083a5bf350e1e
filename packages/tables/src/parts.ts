import { splitKey } from './measures.js';
import type { Block, CellKey, Finding, Grid, Ledger, Measure, TableDefinition } from './types.js';
import { recordLabel } from './wording/figures.js';

/** The ledger of that key; undefined when the table has none. */
export function ledgerOf(table: TableDefinition, key: string): Ledger | undefined {
  return table.ledgers.find((ledger) => ledger.key === key);
}

/** The department block a measure belongs to; null for the reporting office's own figures. */
export function blockOf(table: TableDefinition, measure: string | Pick<Measure, 'key'>): Block | null {
  const key = typeof measure === 'string' ? measure : measure.key;
  const section = table.sections.find(({ measures }) => measures.some((each) => each.key === key));
  return table.blocks.find((block) => block.key === section?.block) ?? null;
}

/** Keys of the measures in the blocks marked 不适用. */
export function measuresOfBlocks(table: TableDefinition, blocks: readonly string[]): ReadonlySet<string> {
  const sections = table.sections.filter(({ block }) => block !== null && blocks.includes(block));
  return new Set(sections.flatMap(({ measures }) => measures.map(({ key }) => key)));
}

/** The figures without those of the measures left out. */
export function withoutMeasures(grid: Grid, left: ReadonlySet<string>): Grid {
  return Object.fromEntries(Object.entries(grid).filter(([key]) => !left.has(splitKey(key as CellKey).measure)));
}

/** `案件台账第3行 立案日期`: how a finding names a record (counted from 1 here, from 0 in `record.row`) or a cell of it. */
export function labelOfRecord(table: TableDefinition, { ledger, row, column }: NonNullable<Finding['record']>): string {
  const found = ledgerOf(table, ledger);
  const label = found?.columns.find(({ key }) => key === column)?.label ?? column;
  return recordLabel(found?.title ?? ledger, row, label);
}
