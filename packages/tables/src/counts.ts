import { amountOf } from './evaluate.js';
import { parseExpression } from './expression.js';
import type { Facts } from './language/facts.js';
import { namesOf } from './language/names.js';
import { cellKey, measuresOf, splitKey } from './measures.js';
import { oncePer } from './once-per.js';
import { measuresOfBlocks } from './parts.js';
import type { CellKey, Grid, Ledgers, Measure, SheetData, TableDefinition, Value } from './types.js';

const countingRule = oncePer((measure: Measure) => parseExpression(measure.from ?? ''));

/** What a counted measure comes to; null without `from`, without its ledger, or where the ledger leaves it open. */
export function countOf(table: TableDefinition, measure: Measure, ledgers: Ledgers): number | null {
  if (measure.from === undefined) return null;
  const facts: Facts = { ...namesOf(table), grid: {}, previous: null, column: 'current', records: ledgers };
  return amountOf(countingRule(measure), facts);
}

/** The same figures with 本期 of every counted measure computed anew; what the ledgers leave open stays as it was. */
export function withCounts(table: TableDefinition, grid: Grid, ledgers: Ledgers): Grid {
  const counted: Partial<Record<CellKey, Value>> = { ...grid };
  for (const measure of measuresOf(table)) {
    const count = countOf(table, measure, ledgers);
    if (count !== null) counted[cellKey(measure.key, 'current')] = count;
  }
  return counted;
}

/** The figures a sheet is judged and merged by: counted from its ledgers, without what stands in a block marked 不适用. */
export function figuresThatCount(table: TableDefinition, { grid, ledgers, absentBlocks }: SheetData): Grid {
  const absent = measuresOfBlocks(table, absentBlocks);
  const counted = Object.entries(withCounts(table, grid, ledgers));
  return Object.fromEntries(counted.filter(([key]) => !absent.has(splitKey(key as CellKey).measure)));
}
