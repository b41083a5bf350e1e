import type { Worksheet } from 'exceljs';
import { PAGE, POINTS, SLACK } from '../page.js';
import type { FormLayout } from './form-layout.js';
import { widthBetween } from './head.js';

/** A section that does not fit any more starts a new page when no more of this one than that stays white. */
const WHITE = 0.12;
/** Rows of a section that stay together at least, its title among them. */
const TOGETHER = 4;

/**
 * Breaks every page by hand, where possible before a section: no title stands alone at the bottom, and the pages are the same in
 * Excel, WPS and LibreOffice, which measure fonts differently.
 */
export function breakPages(sheet: Worksheet, layout: FormLayout): void {
  const scale = Math.min(1, PAGE.width / (widthBetween(layout, { from: 'A', to: layout.columns.last }) * POINTS));
  const whole = (PAGE.height / scale) * SLACK;
  const height = (from: number, to: number) => {
    let sum = 0;
    for (let row = from; row <= to; row += 1) sum += sheet.getRow(row).height ?? 15;
    return sum;
  };
  const titles = height(layout.frozenRow, layout.frozenRow);
  const foot = (layout.footer[0]?.row ?? layout.seal.top) - 1;
  const starts = [...sectionStarts(layout), foot];
  let used = height(1, layout.frozenRow);
  const breakBefore = (row: number) => {
    sheet.getRow(row - 1).addPageBreak();
    used = titles;
  };
  for (const [i, start] of starts.entries()) {
    const end = (starts[i + 1] ?? layout.lastRow + 1) - 1;
    const left = whole - used;
    // Those who sign stay together.
    const orphaned = left < height(start, start === foot ? end : Math.min(end, start + TOGETHER - 1));
    if (i > 0 && height(start, end) > left && (orphaned || left < whole * WHITE)) breakBefore(start);
    for (let row = Math.max(start, layout.frozenRow + 1); row <= end; row += 1) {
      if (used + height(row, row) > whole) {
        // Nor does a single row go over to the next page by itself.
        const first = row === end && row - start > TOGETHER ? row - 1 : row;
        breakBefore(first);
        used += height(first, row - 1);
      }
      used += height(row, row);
    }
  }
}

/** Where sections begin, with the titles of columns that stand above a section's own. */
function sectionStarts({ rows, frozenRow }: FormLayout): readonly number[] {
  return rows.flatMap(({ kind, row }, i) => {
    if (kind !== 'section') return [];
    return rows[i - 1]?.kind === 'columns' && row - 1 > frozenRow ? [row - 1] : [row];
  });
}
