import { holds } from '../evaluate.js';
import { parseExpression } from '../expression.js';
import type { Facts } from '../language/facts.js';
import { namesOf } from '../language/names.js';
import { recordsOf } from '../language/tallies.js';
import { oncePer } from '../once-per.js';
import type { Ledgers, Measure, TableDefinition } from '../types.js';
import { comparable, isBlank } from '../values.js';

const whereRule = oncePer(({ where }: NonNullable<Measure['distinct']>) => parseExpression(where ?? ''));

/**
 * The codes a 家 / 人 measure counts each once, as its ledger lists them; null without such a ledger. A template offers the list to
 * everybody: one without any record was not filled in and proves nothing, so it is null too.
 */
export function codesOf(table: TableDefinition, measure: Measure, ledgers: Ledgers): ReadonlySet<string> | null {
  const { distinct } = measure;
  if (distinct === undefined) return null;
  const names = namesOf(table);
  const ledger = names.ledgers.get(distinct.ledger);
  const records = recordsOf(ledgers[distinct.ledger] ?? []);
  if (ledger === undefined || records.length === 0) return null;
  const where = distinct.where === undefined ? null : whereRule(distinct);
  const facts: Facts = { ...names, grid: {}, previous: null, column: 'current' };
  const codes = records
    .map(({ record }) => record)
    .filter((record) => where === null || holds(where, { ...facts, row: { ledger, record } }))
    .map((record) => record[distinct.column])
    .filter((value) => !isBlank(value));
  return new Set(codes.map((code) => comparable(code ?? null)));
}
