import { oncePer } from '../once-per.js';
import type { LedgerRow } from '../types.js';
import { comparable, isBlank } from '../values.js';
import { known, numberIn } from './amounts.js';
import type { Facts } from './facts.js';
import { columnOf } from './names.js';
import type { Expression } from './syntax.js';

/** A record that somebody began to fill in, and its row; a template offers empty rows below. */
export interface Recorded {
  readonly record: LedgerRow;
  readonly row: number;
}

/** The rows of a ledger that are records, looked for once per ledger. */
export const recordsOf = oncePer((rows: readonly LedgerRow[]): readonly Recorded[] =>
  rows.map((record, row) => ({ record, row })).filter(isRecord),
);

function isRecord({ record }: Recorded): boolean {
  for (const key in record) if (!isBlank(record[key])) return true;
  return false;
}

type Holds = (rule: Expression, facts: Facts) => boolean | null;

/**
 * What a ledger's records come to. A record of which the `where` cannot be decided is not counted: its blank has its own finding.
 * `total` is unknown (null) when a cell that must be there is blank or is no number. Unknown too without the ledger.
 */
export function tallied(
  node: Expression & { kind: 'tally' },
  { facts, holds }: { facts: Facts; holds: Holds },
): number | null {
  const ledger = facts.ledgers?.get(node.ledger);
  const rows = facts.records?.[node.ledger];
  // A tally inside a rule on rows would make work grow with the square of the ledger: the language has none.
  if (ledger === undefined || rows === undefined || facts.row !== undefined) return null;
  const { where } = node;
  const kept = recordsOf(rows)
    .map(({ record }) => record)
    .filter((record) => where === null || holds(where, { ...facts, row: { ledger, record } }) === true);
  if (node.tally === 'count') return kept.length;
  const key = node.column ?? '';
  const filled = kept.map((record) => record[key]).filter((value) => !isBlank(value));
  if (node.tally === 'distinct') return new Set(filled.map((value) => comparable(value ?? null))).size;
  const required = columnOf(ledger, key)?.required ?? true;
  if (required && filled.length < kept.length) return null;
  return known(filled.map(numberIn), (amounts) => amounts.reduce((a, b) => a + b, 0));
}
