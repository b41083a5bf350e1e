import type { LedgerColumn, LedgerRow, Value } from '@duban/tables';
import { toCell } from '../amounts.js';
import type { SheetInput } from '../filled-book.js';
import { heightFor } from '../styles.js';
import { numberFormula } from './ledger-formulas.js';
import type { LedgerLayout } from './ledger-layout.js';
import { totalsOf } from './totals.js';

/** Of a row that holds a line. */
export const ROW_HEIGHT = 20;

/**
 * Records in a ledger, one a row from the first, with the live line above them. Rows beyond those offered come to look like the
 * first one.
 */
export function recordsIn(layout: LedgerLayout, rows: readonly LedgerRow[]): SheetInput {
  const { columns, firstRow } = layout;
  const cells = new Map(totalsOf(layout, rows));
  const heights = new Map<number, number>();
  for (const [i, record] of rows.entries()) {
    const row = firstRow + i;
    for (const { column, letter } of columns)
      cells.set(`${letter}${row}`, recordCell(column, record[column.key] ?? null));
    cells.set(`A${row}`, { formula: numberFormula(layout, row), result: i + 1 });
    const height = heightOf(layout, record);
    // Only what needs it: a height of its own keeps a row from growing.
    if (height > ROW_HEIGHT) heights.set(row, height);
  }
  return { cells, heights, like: firstRow };
}

function heightOf({ columns }: LedgerLayout, record: LedgerRow): number {
  const heights = columns.map(({ column, width }) => heightFor(String(record[column.key] ?? ''), width - 2));
  return Math.max(...heights);
}

/** A record's value as the content of a cell: money in its display unit, a date as Excel's own. */
export function recordCell(column: LedgerColumn, value: Value): string | number | Date | null {
  return column.kind === 'date' && typeof value === 'string' ? dateCell(value) : toCell(column, value);
}

function dateCell(text: string): string | Date {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (m === null) return text;
  const [, year, month, day] = m.map(Number);
  // UTC: a local midnight would land on the day before (findings.md).
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
}
