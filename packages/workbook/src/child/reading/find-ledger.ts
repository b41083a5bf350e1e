import type { Finding, Ledger, TableDefinition } from '@duban/tables';
import { columnLetters } from '../../cells/address.js';
import type { CellSheet } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { bestHeadRow, type HeadRow } from './head-row.js';
import { headingOf } from './heading.js';
import { labelOf } from './labels.js';
import type { LedgerSpot } from './located.js';
import { helperOf } from './period-kind.js';
import type { Problem } from './problem.js';
import { onSheet } from './spots.js';
import { moneyUnit } from './units-on-sheet.js';
import type { View } from './view.js';

export interface RecognisedLedger {
  readonly spot: LedgerSpot;
  readonly likeness: number;
}

/** Heads are looked for above the records: titles and header fields take a few lines. */
const RANGE = { from: 1, to: 30, columns: 80 } as const;
const LIKE_ENOUGH = 0.5;

/** A ledger on a sheet by its column heads; null when they are another list's. */
export function findLedger(
  table: TableDefinition,
  { ledger, sheet, view }: { ledger: Ledger; sheet: CellSheet; view: View },
): RecognisedLedger | null {
  const head = bestHeadRow(view, ledger.columns, RANGE);
  if (head === null) return null;
  const { matched, unknown } = head.matching;
  const strangers = unknown.filter(({ texts: [own = ''] }) => helperOf(own) !== 'number').length;
  const heading = headingOf({ title: ledger.title }, sheet);
  const named = heading.named || labelOf(sheet.name).text === labelOf(ledger.title).text;
  const likeness = (2 * matched.length) / (ledger.columns.length + matched.length + strangers) + (named ? 0.15 : 0);
  if (matched.length < Math.min(3, ledger.columns.length) || likeness < LIKE_ENOUGH) return null;
  const number = unknown.find(({ texts: [own = ''] }) => helperOf(own) === 'number')?.id ?? null;
  const columns = new Map(
    matched.map(({ key, id, unit }) => {
      const wanted = ledger.columns.find((column) => column.key === key);
      return [key, { column: id, unit: wanted === undefined ? null : moneyUnit(wanted, unit) }] as const;
    }),
  );
  const spot: LedgerSpot = {
    ledger: ledger.key,
    sheet,
    by: 'header',
    columns,
    number,
    firstRow: bottomOf(view, head) + 1,
    heading: heading.named || table.ledgers.length === 1 ? heading.text : ledger.title,
    findings: complaints(ledger, { head, sheet }),
  };
  return { spot, likeness };
}

/** Heads merged downwards reach below the row they were read on. */
function bottomOf(view: View, { row, matching }: HeadRow): number {
  return Math.max(row, ...matching.matched.map(({ id }) => view.span(row, id)?.bottom ?? row));
}

function complaints(ledger: Ledger, { head, sheet }: { head: HeadRow; sheet: CellSheet }): readonly Finding[] {
  const { row, matching } = head;
  const columnOf = (key: string) => ledger.columns.find((column) => column.key === key);
  const address = (column: number) => `${columnLetters(column)}${row}`;
  const findings: Finding[] = [];
  const say = (problem: Problem, { label, column }: { readonly label: string; readonly column: number }) =>
    findings.push(onSheet(problem, { label, spot: { sheet, row, column } }));
  for (const { key, id: column, seen, unit, renamed } of matching.matched) {
    const wanted = columnOf(key);
    if (wanted === undefined) continue;
    const { label, unit: expected } = wanted;
    const found = seen.replace(/\s+/gu, '');
    if (renamed) {
      const message = texts['header-renamed'](found, label);
      say({ check: 'header-renamed', severity: 'I', found, expected: label, message }, { label, column });
    }
    if (unit === null || expected === '' || unit === expected || moneyUnit(wanted, unit) !== null) continue;
    const message = texts['unit-changed'](label, unit);
    say({ check: 'unit-changed', severity: 'E', found: unit, expected, message }, { label, column });
  }
  for (const { key, id: column } of matching.repeated) {
    const label = columnOf(key)?.label ?? key;
    const first = matching.matched.find((each) => each.key === key)?.id ?? column;
    const [found, expected] = [address(column), texts.layoutExpected];
    const message = texts['column-repeated'](label, [address(first), found]);
    say({ check: 'column-repeated', severity: 'E', found, expected, message }, { label, column });
  }
  for (const { key, label } of matching.missing) {
    const severity = columnOf(key)?.required === false ? 'I' : 'E';
    const message = texts['ledger-column-missing'](label, sheet.name);
    say(
      { check: 'column-missing', severity, found: texts.layoutFound, expected: label, message },
      { label, column: 1 },
    );
  }
  for (const {
    id: column,
    texts: [own = ''],
  } of matching.unknown) {
    if (helperOf(own) === 'number' || labelOf(own).text === '') continue;
    const [expected, message] = [texts.unknownExpected, texts['column-unknown'](own)];
    say({ check: 'column-unknown', severity: 'I', found: own, expected, message }, { label: own, column });
  }
  return findings;
}
