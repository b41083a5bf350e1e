import { holds } from '../evaluate.js';
import { parseExpression } from '../expression.js';
import type { Facts } from '../language/facts.js';
import { namesOf } from '../language/names.js';
import { recordsOf } from '../language/tallies.js';
import type { Ledgers, Measure, TableDefinition } from '../types.js';
import { isBlank } from '../values.js';

/** The codes a 家 / 人 measure counts each once, as its ledger lists them; null without such a ledger. Compared without blanks around and full-width letters. */
export function codesOf(table: TableDefinition, measure: Measure, ledgers: Ledgers): ReadonlySet<string> | null {
  const { distinct } = measure;
  const records = ledgers[distinct?.ledger ?? ''];
  const ledger = namesOf(table).ledgers.get(distinct?.ledger ?? '');
  if (distinct === undefined || records === undefined || ledger === undefined) return null;
  const where = distinct.where === undefined ? null : parseExpression(distinct.where);
  const facts: Facts = { ...namesOf(table), grid: {}, previous: null, column: 'current' };
  const codes = recordsOf(records)
    .map(({ record }) => record)
    .filter((record) => where === null || holds(where, { ...facts, row: { ledger, record } }))
    .map((record) => record[distinct.column])
    .filter((value) => !isBlank(value));
  return new Set(codes.map((code) => String(code).normalize('NFKC').trim()));
}
