import { type Facts, failing } from '../evaluate.js';
import { type Expression, partsOf } from '../expression.js';
import { recordsOf } from '../language/tallies.js';
import { cellKey, cellLabel, columnFor } from '../measures.js';
import { labelOfRecord } from '../parts.js';
import type { Check, Column, Finding, TableDefinition } from '../types.js';
import { compile } from './compiled.js';
import { demanded, filledIn, pointedBy, standing } from './print.js';

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
      if (found === null) return [];
      const { pointed, said } = found;
      return [{ ...said, ...cellOf(pointed, { rule: compile(check).rule, table, facts: byColumn[column] }) }];
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
        const place = { ledger: ledger.key, row, column: found.pointed };
        return [{ ...found.said, key: null, record: place, label: labelOfRecord(table, place) }];
      });
    });
  });
}

interface Verdict {
  /** The measure or column it points at. */
  readonly pointed: string | null;
  readonly said: Omit<Finding, 'key' | 'label'>;
}

/** A note asks that somebody looks, and demands nothing: what it would rather see is no 应为. */
function verdict(check: Check, facts: Facts): Verdict | null {
  const { rule, message, pointed: first } = compile(check);
  if (failing(rule, facts) === null) return null;
  const { id, severity } = check;
  const { name, demand } = pointedBy(rule, { first, facts });
  const found = standing(name, facts);
  const expected = demand === null || severity === 'I' ? '' : demanded(demand, facts);
  const said = { check: id, severity, place: null, found, expected, message: filledIn(message, facts) };
  return { pointed: name, said };
}

/** The cell of that measure; a rule that names none points at its ledger or at the whole table. */
function cellOf(
  name: string | null,
  { rule, table, facts }: { rule: Expression; table: TableDefinition; facts: Facts },
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
