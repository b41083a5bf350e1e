import { bandsAt } from './bands.js';
import type { Found } from './find-measures.js';
import { isNumberLike } from './units-on-sheet.js';
import type { View } from './view.js';

/** As far behind its label as a figure may stand where no head says so. */
const REACH = 4;

/** Without heads: the column behind the labels in which most lines have a number. A list of measures without any is no form. */
export function loneColumn(view: View, found: readonly Found[]): number | null {
  const votes = new Map<number, number>();
  for (const { line, reading } of found) {
    for (let column = reading.column + 1; column <= reading.column + REACH; column += 1) {
      if (!isNumberLike(view.cell(line.row, column))) continue;
      votes.set(column, (votes.get(column) ?? 0) + 1);
      break;
    }
  }
  const [first] = [...votes].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? null;
}

/** Columns that hold figures of the same lines once more: another office's, another period's. */
export function rivalColumns(
  view: View,
  { found, lone }: { readonly found: readonly Found[]; readonly lone: number | null },
): readonly number[] {
  const rivals = new Set<number>();
  if (lone !== null) {
    const headless = found.filter(
      ({ line }) => Object.keys(line.band.columns).length === 0 && line.band.figure === null,
    );
    for (let column = lone + 1; column <= view.lastColumn; column += 1) {
      if (isFull(view, { column, found: headless })) rivals.add(column);
    }
    // A single number nearer to its label is enough: it may be all that the first of two offices has.
    for (const { line, reading } of headless) {
      for (let column = reading.column + 1; column < lone; column += 1) {
        if (isNumberLike(view.cell(line.row, column))) rivals.add(column);
      }
    }
  }
  const bands = new Set(found.map(({ line }) => line.band));
  for (const row of new Set([...bands].map((band) => band.row).filter((each) => each > 0))) {
    const own = [...bands].filter((band) => band.row === row).map(({ from }) => from);
    const lines = found.filter(({ line }) => line.band.row === row);
    for (const band of bandsAt(view, row)) {
      if (own.includes(band.from)) continue;
      for (const { column } of Object.values(band.columns))
        if (isFull(view, { column, found: lines })) rivals.add(column);
    }
  }
  return [...rivals].sort((a, b) => a - b);
}

/** Most of the lines have a number there. */
function isFull(view: View, { column, found }: { readonly column: number; readonly found: readonly Found[] }): boolean {
  const numbers = found.filter(({ line }) => isNumberLike(view.cell(line.row, column)));
  return found.length > 2 && numbers.length > found.length / 2;
}
