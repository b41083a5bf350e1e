import type { LedgerColumn, LedgerRow, Value } from '@duban/tables';
import type { CellValue, Style, Worksheet } from 'exceljs';
import { isNumeric, toCell } from '../amounts.js';
import { spacedFormat } from '../layout.js';
import { colours, heightFor, inset, type Look, middle, right, styleFor } from '../styles.js';
import type { LedgerLayout } from './ledger-layout.js';

/** Of a row that holds a line. */
export const ROW_HEIGHT = 20;

/** Puts records into a ledger, one a row from the first. Rows beyond those offered are dressed like them. */
export function writeRecords(sheet: Worksheet, layout: LedgerLayout, rows: readonly LedgerRow[]): void {
  const { columns, firstRow, lastRow } = layout;
  for (const [i, record] of rows.entries()) {
    const row = firstRow + i;
    if (row > lastRow) dressRow(sheet, layout, row);
    for (const { column, letter } of columns)
      sheet.getCell(`${letter}${row}`).value = recordCell(column, record[column.key] ?? null);
    sheet.getCell(`A${row}`).value = { formula: numberFormula(layout, row), result: i + 1 };
    const height = heightOf(layout, record);
    // Only what needs it: a height of its own keeps a row from growing.
    if (height > ROW_HEIGHT) sheet.getRow(row).height = height;
  }
}

function heightOf({ columns }: LedgerLayout, record: LedgerRow): number {
  const heights = columns.map(({ column, width }) => heightFor(String(record[column.key] ?? ''), width - 2));
  return Math.max(...heights);
}

/** 序号 of a row: counts up from the titles, and shows only where something is written. */
function numberFormula({ columns, last, headRow }: LedgerLayout, row: number): string {
  const first = columns[0]?.letter ?? 'B';
  return `IF(COUNTA(${first}${row}:${last}${row})=0,"",ROW()-ROW($A$${headRow}))`;
}

/** Borders, colours, formats and 序号 of one row. */
export function dressRow(sheet: Worksheet, layout: LedgerLayout, row: number): void {
  const cell = sheet.getCell(`A${row}`);
  cell.value = { formula: numberFormula(layout, row), result: '' };
  cell.style = NUMBER;
  for (const [letter, style] of stylesOf(layout)) sheet.getCell(`${letter}${row}`).style = style;
  // The whole row is unlocked, also beyond the last column: else Excel does not let a row of a protected sheet be deleted.
  (sheet.getRow(row) as unknown as { style: object }).style = OPEN_ROW;
}

const NUMBER = styleFor({ unlocked: true });
const styles = new WeakMap<LedgerLayout, ReadonlyMap<string, Partial<Style>>>();

/** The styles of a row's cells, made once for the hundreds of rows of a ledger. */
function stylesOf(layout: LedgerLayout): ReadonlyMap<string, Partial<Style>> {
  const known = styles.get(layout);
  if (known !== undefined) return known;
  const made = new Map(layout.columns.map(({ column, letter }) => [letter, styleFor(recordLook(column))]));
  styles.set(layout, made);
  return made;
}

const OPEN_ROW = { protection: { locked: false } };

/** How a column's cells look, and what Excel takes what is typed there for. */
export function recordLook(column: LedgerColumn): Look {
  return { fill: colours.input, unlocked: true, align: alignment(column), format: recordFormat(column) };
}

function alignment(column: LedgerColumn): NonNullable<Look['align']> {
  if (column.kind === 'text') return inset();
  return isNumeric(column) ? right : middle;
}

export function recordFormat(column: LedgerColumn): string {
  if (column.kind === 'date') return 'yyyy-mm-dd';
  return isNumeric(column) ? spacedFormat(column) : '@';
}

/** A record's value as the content of a cell: money in its display unit, a date as Excel's own. */
export function recordCell(column: LedgerColumn, value: Value): CellValue {
  return column.kind === 'date' && typeof value === 'string' ? dateCell(value) : toCell(column, value);
}

function dateCell(text: string): CellValue {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (m === null) return text;
  const [, year, month, day] = m.map(Number);
  // UTC: a local midnight would land on the day before (findings.md).
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
}
