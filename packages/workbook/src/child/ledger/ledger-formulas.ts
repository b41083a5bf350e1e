import { ledgerTexts } from '../../wording/ledger.js';
import { fenPlaces } from '../money.js';
import type { LedgerLayout, PlacedColumn } from './ledger-layout.js';

/** `B6:B305`, with an optional sheet in front; rows put in between make it longer by themselves. */
export function columnRange({ firstRow, farthestRow }: LedgerLayout, letter: string, prefix = ''): string {
  return `${prefix}$${letter}$${firstRow}:$${letter}$${farthestRow}`;
}

/** How many rows have anything in the columns that every record has. */
export function countFormula(layout: LedgerLayout, prefix = ''): string {
  const required = layout.columns.filter(({ column }) => column.required);
  const telling = required.length > 0 ? required : layout.columns;
  const lengths = telling.map(({ letter }) => `LEN(${columnRange(layout, letter, prefix)})`);
  return `SUMPRODUCT(--(${lengths.join('+')}>0))`;
}

/** `共 12 条` */
export function recordsFormula(layout: LedgerLayout): string {
  const [before, after] = ledgerTexts.records;
  return `"${before}"&${countFormula(layout)}&"${after}"`;
}

/** The sum of a column of counts or amounts; null for any other. */
export function sumFormula(
  layout: LedgerLayout,
  { column, letter }: Pick<PlacedColumn, 'column' | 'letter'>,
): string | null {
  if (column.kind === 'count') return `SUM(${columnRange(layout, letter)})`;
  return column.kind === 'money' ? `ROUND(SUM(${columnRange(layout, letter)}),${fenPlaces(column.unit)})` : null;
}

/** How many required cells of rows begun are still blank, in words; null when nothing is required. */
export function missingFormula(layout: LedgerLayout): string | null {
  const begun = `(LEN(${columnRange(layout, 'A')})>0)`;
  const blanks = layout.columns
    .filter(({ column }) => column.required)
    .map(({ letter }) => `SUMPRODUCT(${begun}*(LEN(${columnRange(layout, letter)})=0))`);
  if (blanks.length === 0) return null;
  const [before, after] = ledgerTexts.missing;
  const count = blanks.join('+');
  return `IF(${count}=0,"${ledgerTexts.complete}","${before}"&(${count})&"${after}")`;
}

/** 序号 of a row: counts up from the titles, and shows only where something is written. */
export function numberFormula({ columns, last, headRow }: LedgerLayout, row: number): string {
  const first = columns[0]?.letter ?? 'B';
  return `IF(COUNTA(${first}${row}:${last}${row})=0,"",ROW()-ROW($A$${headRow}))`;
}
