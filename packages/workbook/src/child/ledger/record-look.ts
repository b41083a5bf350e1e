import type { LedgerColumn } from '@duban/tables';
import type { Style, Worksheet } from 'exceljs';
import { isNumeric } from '../amounts.js';
import { spacedFormat } from '../layout.js';
import { colours, inset, type Look, middle, right, styleFor } from '../styles.js';
import { numberFormula } from './ledger-formulas.js';
import type { LedgerLayout } from './ledger-layout.js';

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
