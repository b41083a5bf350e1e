import { type Facts, failing } from '../evaluate.js';
import { type Expression, namesIn, partsOf } from '../expression.js';
import { isRecord } from '../language/tallies.js';
import { cellKey, cellLabel, columnsOf } from '../measures.js';
import { labelOfRecord } from '../parts.js';
import type { Check, Finding, TableDefinition } from '../types.js';
import { compile } from './compiled.js';
import { filledIn, sidesOf } from './print.js';

interface Applied {
  readonly table: TableDefinition;
  readonly facts: Omit<Facts, 'column'>;
}

/** What a check has to say: about each column it is applied to, or about each record of its ledger. */
export function ruleFindings(check: Check, { table, facts }: Applied): readonly Finding[] {
  if (check.scope !== 'row') {
    return check.columns.flatMap((column) => verdict(check, { table, facts: { ...facts, column } }));
  }
  const ledger = facts.ledgers?.get(check.ledger ?? '');
  const records = facts.records?.[check.ledger ?? ''];
  if (ledger === undefined || records === undefined) return [];
  return records.flatMap((record, row) => {
    if (!isRecord(record)) return [];
    const [found] = verdict(check, { table, facts: { ...facts, column: 'current', row: { ledger, record } } });
    if (found === undefined) return [];
    const column = namesIn(compile(check).rule)[0] ?? null;
    const place = { ledger: ledger.key, row, column };
    return [{ ...found, key: null, record: place, label: labelOfRecord(table, place) }];
  });
}

function verdict(check: Check, { table, facts }: { table: TableDefinition; facts: Facts }): readonly Finding[] {
  const { rule, message } = compile(check);
  const failed = failing(rule, facts);
  if (failed === null) return [];
  const { id, severity } = check;
  const sides = sidesOf(failed, { rule, facts });
  return [
    {
      check: id,
      severity,
      ...pointed(rule, { table, facts }),
      place: null,
      ...sides,
      message: filledIn(message, facts),
    },
  ];
}

/** The first cell a rule names; a rule that names none points at its ledger or at the whole table. */
function pointed(
  rule: Expression,
  { table, facts }: { table: TableDefinition; facts: Facts },
): Pick<Finding, 'key' | 'label'> {
  const named = facts.measures.get(namesIn(rule)[0] ?? '') ?? groupIn(rule, facts);
  if (named === undefined) return { key: null, label: ledgerTitle(rule, facts) ?? table.title };
  const column = columnsOf(named).includes(facts.column) ? facts.column : 'current';
  return { key: cellKey(named.key, column), label: cellLabel(named, column) };
}

function groupIn(rule: Expression, facts: Facts) {
  const group = firstOf(rule, 'group');
  return group === undefined ? undefined : facts.groups?.get(group.group)?.[0];
}

function ledgerTitle(rule: Expression, facts: Facts): string | undefined {
  const tally = firstOf(rule, 'tally');
  return tally === undefined ? undefined : facts.ledgers?.get(tally.ledger)?.title;
}

function firstOf<K extends Expression['kind']>(rule: Expression, kind: K): (Expression & { kind: K }) | undefined {
  if (rule.kind === kind) return rule as Expression & { kind: K };
  for (const part of partsOf(rule)) {
    const found = firstOf(part, kind);
    if (found !== undefined) return found;
  }
  return undefined;
}
