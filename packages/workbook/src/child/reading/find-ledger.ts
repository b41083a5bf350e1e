import { isMoneyUnit } from '@duban/base';
import type { Finding, Ledger, TableDefinition } from '@duban/tables';
import { columnLetters } from '../../cells/address.js';
import type { CellSheet } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { bestHeadRow, type HeadRow } from './head-row.js';
import { headingOf } from './heading.js';
import { labelOf } from './labels.js';
import type { LedgerSpot } from './located.js';
import { helperOf } from './period-kind.js';
import { onSheet } from './spots.js';
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
      const converts = wanted?.kind === 'money' && unit !== null && isMoneyUnit(unit) && unit !== wanted.unit;
      return [key, { column: id, unit: converts ? unit : null }] as const;
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
  const labelOfKey = (key: string) => ledger.columns.find((column) => column.key === key)?.label ?? key;
  const at = (column: number) => ({ sheet, row, column });
  const address = (column: number) => `${columnLetters(column)}${row}`;
  const findings: Finding[] = [];
  for (const { key, id, seen, unit, renamed } of matching.matched) {
    const label = labelOfKey(key);
    const found = seen.replace(/\s+/gu, '');
    if (renamed) {
      const problem = {
        check: 'header-renamed',
        severity: 'I',
        found,
        expected: label,
        message: texts['header-renamed'](found, label),
      } as const;
      findings.push(onSheet(problem, { label, spot: at(id) }));
    }
    const wanted = ledger.columns.find((column) => column.key === key);
    if (unit === null || wanted === undefined || wanted.unit === '' || unit === wanted.unit) continue;
    if (wanted.kind === 'money' && isMoneyUnit(unit)) continue;
    const problem = {
      check: 'unit-changed',
      severity: 'E',
      found: unit,
      expected: wanted.unit,
      message: texts['unit-changed'](label, unit),
    } as const;
    findings.push(onSheet(problem, { label, spot: at(id) }));
  }
  for (const { key, id } of matching.repeated) {
    const label = labelOfKey(key);
    const first = matching.matched.find((each) => each.key === key)?.id ?? id;
    const message = texts['column-repeated'](label, [address(first), address(id)]);
    const problem = {
      check: 'column-repeated',
      severity: 'E',
      found: address(id),
      expected: texts.layoutExpected,
      message,
    } as const;
    findings.push(onSheet(problem, { label, spot: at(id) }));
  }
  for (const { key, label } of matching.missing) {
    const severity = ledger.columns.find((column) => column.key === key)?.required === false ? 'I' : 'E';
    const problem = { check: 'column-missing', severity, found: texts.layoutFound, expected: label } as const;
    findings.push(
      onSheet({ ...problem, message: texts['ledger-column-missing'](label, sheet.name) }, { label, spot: at(1) }),
    );
  }
  for (const {
    id,
    texts: [own = ''],
  } of matching.unknown) {
    if (helperOf(own) === 'number' || labelOf(own).text === '') continue;
    const problem = {
      check: 'column-unknown',
      severity: 'I',
      found: own,
      expected: texts.unknownExpected,
      message: texts['column-unknown'](own),
    } as const;
    findings.push(onSheet(problem, { label: own, spot: at(id) }));
  }
  return findings;
}
