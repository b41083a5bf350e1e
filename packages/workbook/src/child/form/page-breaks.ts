import type { Worksheet } from 'exceljs';
import { PAGE, POINTS } from '../page.js';
import type { FormLayout } from './form-layout.js';
import { widthBetween } from './head.js';

/** Other programs measure rows a little higher: what is planned for a page must fit in all of them. */
const SLACK = 0.94;
/** A section that does not fit any more starts a new page when little enough of this one stays white. */
const WHITE = 0.4;

/** Breaks pages before sections, so that no title stands alone at the bottom and few sections are cut in two. */
export function breakPages(sheet: Worksheet, layout: FormLayout): void {
  const scale = Math.min(1, PAGE.width / (widthBetween(layout, { from: 'A', to: layout.columns.last }) * POINTS));
  const whole = (PAGE.height / scale) * SLACK;
  const height = (from: number, to: number) => {
    let sum = 0;
    for (let row = from; row <= to; row += 1) sum += sheet.getRow(row).height ?? 15;
    return sum;
  };
  const starts = layout.rows.filter(({ kind }) => kind === 'section').map(({ row }) => row);
  let used = height(1, layout.frozenRow);
  for (const [i, start] of starts.entries()) {
    const end = (starts[i + 1] ?? layout.lastRow + 1) - 1;
    const section = height(start, end);
    const left = whole - used;
    const orphaned = left < height(start, Math.min(end, start + 2));
    if (section > left && (orphaned || left < whole * WHITE) && i > 0) {
      sheet.getRow(start - 1).addPageBreak();
      used = height(layout.frozenRow, layout.frozenRow);
    }
    used += section;
    while (used > whole) used -= whole - height(layout.frozenRow, layout.frozenRow);
  }
}
