import type { Finding } from '@duban/tables';
import { addressOf, covers } from '../../cells/address.js';
import type { CellSheet } from '../../cells/types.js';
import type { Spot } from './located.js';
import type { Problem } from './problem.js';
import { shownText } from './shown-text.js';

export function cellAt({ sheet, row, column }: Spot) {
  return sheet.cells.get(addressOf(row, column));
}

export function textAt(spot: Spot): string {
  return shownText(cellAt(spot));
}

export function placeOf({ sheet, row, column }: Spot): { readonly sheet: string; readonly cell: string } {
  return { sheet: sheet.name, cell: addressOf(row, column) };
}

/** A finding on the sheet's build and not on one figure. */
export function onSheet(problem: Problem, { label, spot }: { label: string; spot: Spot | null }): Finding {
  return { ...problem, key: null, label, place: spot === null ? null : placeOf(spot) };
}

/** The first cell of a merge for any cell of it. */
export function homeOf(sheet: CellSheet, { row, column }: Pick<Spot, 'row' | 'column'>): Spot {
  const merge = sheet.merges.find((range) => covers(range, row, column));
  return merge === undefined ? { sheet, row, column } : { sheet, row: merge.top, column: merge.left };
}
