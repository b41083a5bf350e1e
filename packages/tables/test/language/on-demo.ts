import { amountOf, type Facts, holds } from '../../src/evaluate.js';
import { parseExpression } from '../../src/expression.js';
import type { LedgerRow } from '../../src/index.js';
import { namesOf } from '../../src/language/names.js';
import { demo, ledgers } from '../demo.js';

export const names = namesOf(demo);
export const clues = names.ledgers.get('clues');

/** What a rule of the demo form is applied to: nothing typed, its records there, in the first period. */
export const on = (facts: Partial<Facts> = {}): Facts => ({
  ...names,
  grid: {},
  previous: {},
  column: 'current',
  records: ledgers,
  ...facts,
});
export const amount = (text: string, facts: Partial<Facts> = {}) => amountOf(parseExpression(text), on(facts));
export const truth = (text: string, facts: Partial<Facts> = {}) => holds(parseExpression(text), on(facts));
/** Facts of a rule on rows, applied to this record. */
export const row = (record: LedgerRow): Partial<Facts> =>
  clues === undefined ? {} : { row: { ledger: clues, record } };
