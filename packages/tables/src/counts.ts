import { amountOf } from './evaluate.js';
import { parseExpression } from './expression.js';
import type { Facts } from './language/facts.js';
import { namesOf } from './language/names.js';
import { cellKey, measuresOf } from './measures.js';
import { oncePer } from './once-per.js';
import type { CellKey, Grid, Ledgers, Measure, TableDefinition, Value } from './types.js';

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
