import type { CellRange } from './types.js';

/** As large as a sheet can be. */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

const letters: string[] = [];

/** 1 → `A`, 28 → `AB`. */
export function columnLetters(column: number): string {
  const known = letters[column];
  if (known !== undefined) return known;
  let text = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  letters[column] = text;
  return text;
}

/** `AB` → 28; small letters too. */
export function columnNumber(text: string): number {
  let number = 0;
  for (let i = 0; i < text.length; i += 1) number = number * 26 + (text.charCodeAt(i) & 0x5f) - 64;
  return number;
}

export function addressOf(row: number, column: number): string {
  return columnLetters(column) + row;
}

/** `E7`, `$E$7` → row and column, 1-based; null when it is no address of a sheet. Read by hand: a sheet has one for each cell. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | null {
  let column = 0;
  let row = 0;
  let i = address.charCodeAt(0) === DOLLAR ? 1 : 0;
  for (; i < address.length; i += 1) {
    const code = address.charCodeAt(i);
    const letter = code & 0x5f;
    if (code > 122 || letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  if (address.charCodeAt(i) === DOLLAR) i += 1;
  if (i === address.length) return null;
  for (; i < address.length; i += 1) {
    const digit = address.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  return row >= 1 && row <= LAST_ROW && column >= 1 && column <= LAST_COLUMN ? { row, column } : null;
}

const DOLLAR = 36;

export function covers({ top, left, bottom, right }: CellRange, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** `B2:D4`, in whatever order of corners; null when it is no range. */
export function rangeOf(ref: string): CellRange | null {
  const [from = '', to = from] = ref.split(':');
  const a = placeOf(from);
  const b = placeOf(to);
  if (a === null || b === null) return null;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}
