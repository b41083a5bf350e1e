import { columnOf, namesOf } from './language/names.js';
import type { Finding, TableDefinition } from './types.js';
import { recordLabel } from './wording/figures.js';

/** Keys of the measures in the blocks marked 不适用. */
export function measuresOfBlocks(table: TableDefinition, blocks: readonly string[]): ReadonlySet<string> {
  const sections = table.sections.filter(({ block }) => block !== null && blocks.includes(block));
  return new Set(sections.flatMap(({ measures }) => measures.map(({ key }) => key)));
}

/** `案件台账第3行 立案日期`: how a finding names a record (counted from 1 here, from 0 in `record.row`) or a cell of it. */
export function labelOfRecord(table: TableDefinition, { ledger, row, column }: NonNullable<Finding['record']>): string {
  const found = namesOf(table).ledgers.get(ledger);
  const label = found === undefined || column === null ? column : (columnOf(found, column)?.label ?? column);
  return recordLabel(found?.title ?? ledger, row, label);
}
