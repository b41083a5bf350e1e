import type { CellRange } from './types.js';

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

/** `E7`, `$E$7` → row and column, 1-based; null when it is no address of a sheet. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | null {
  const m = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(address);
  if (m === null) return null;
  const place = { row: Number(m[2]), column: columnNumber(m[1] as string) };
  return place.row >= 1 && place.row <= 1_048_576 && place.column <= 16_384 ? place : null;
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
