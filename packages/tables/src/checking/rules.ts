import { type Facts, failing } from '../evaluate.js';
import { type Expression, partsOf } from '../expression.js';
import { recordsOf } from '../language/tallies.js';
import { cellKey, cellLabel, columnFor } from '../measures.js';
import { labelOfRecord } from '../parts.js';
import type { Check, Column, Finding, TableDefinition } from '../types.js';
import { type Compiled, compile } from './compiled.js';
import { filledIn, sidesOf } from './print.js';

interface Applied {
  readonly table: TableDefinition;
  readonly facts: Omit<Facts, 'column'>;
}

/** What the checks on figures have to say, about each column they are applied to. */
export function figureFindings(checks: readonly Check[], { table, facts }: Applied): readonly Finding[] {
  const of = (column: Column): Facts => ({ ...facts, column });
  const byColumn = { current: of('current'), adjust: of('adjust'), cumulative: of('cumulative') };
  return checks.flatMap((check) =>
    check.columns.flatMap((column) => {
      const found = verdict(check, byColumn[column]);
      return found === null ? [] : [{ ...found, ...pointed(compile(check), { table, facts: byColumn[column] }) }];
    }),
  );
}

/** What the checks on rows have to say, about each record of their ledgers. */
export function rowFindings(checks: readonly Check[], { table, facts }: Applied): readonly Finding[] {
  return table.ledgers.flatMap((ledger) => {
    const own = checks.filter((check) => check.ledger === ledger.key);
    const rows = own.length === 0 ? [] : (facts.records?.[ledger.key] ?? []);
    return recordsOf(rows).flatMap(({ record, row }) => {
      const at: Facts = { ...facts, column: 'current', row: { ledger, record } };
      return own.flatMap((check) => {
        const found = verdict(check, at);
        if (found === null) return [];
        const place = { ledger: ledger.key, row, column: compile(check).pointed };
        return [{ ...found, key: null, record: place, label: labelOfRecord(table, place) }];
      });
    });
  });
}

function verdict(check: Check, facts: Facts): Omit<Finding, 'key' | 'label'> | null {
  const { rule, message } = compile(check);
  const failed = failing(rule, facts);
  if (failed === null) return null;
  const { id, severity } = check;
  const sides = sidesOf(failed, { rule, facts });
  return { check: id, severity, place: null, ...sides, message: filledIn(message, facts) };
}

/** The first cell a rule names; a rule that names none points at its ledger or at the whole table. */
function pointed(
  { rule, pointed: name }: Compiled,
  { table, facts }: { table: TableDefinition; facts: Facts },
): Pick<Finding, 'key' | 'label'> {
  const named = facts.measures.get(name ?? '') ?? groupIn(rule, facts);
  if (named === undefined) return { key: null, label: ledgerTitle(rule, facts) ?? table.title };
  const column = columnFor(named, facts.column);
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
