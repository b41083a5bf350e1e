import type { Worksheet } from 'exceljs';
import { printLandscape } from '../page.js';
import { addBlockHints } from './block-hints.js';
import { writeCover } from './cover.js';
import { writeFoot } from './foot.js';
import type { FormLayout } from './form-layout.js';
import { addFormValidations } from './form-validations.js';
import { type Writing, writeHead } from './head.js';
import type { Hint } from './hints/compile-hints.js';
import { writeHints } from './hints/write-hints.js';
import { writeLastPeriod } from './last-period.js';
import { breakPages } from './page-breaks.js';
import { writeRows } from './rows.js';

/**
 * The whole form sheet but for what differs between offices and periods (prefilled-form.ts); for a table of ledgers only, a cover
 * with what is signed.
 */
export function writeForm(
  sheet: Worksheet,
  { hints, ...writing }: Writing & { readonly hints: readonly Hint[] },
): void {
  const { layout, table } = writing;
  for (const [letter, width] of Object.entries(layout.columns.widths)) sheet.getColumn(letter).width = width;
  writeHead(sheet, writing);
  writeRows(sheet, writing);
  writeCover(sheet, writing);
  writeFoot(sheet, layout);
  addFormValidations(sheet, layout);
  addBlockHints(sheet, { layout, table });
  writeHints(sheet, { layout, hints });
  writeLastPeriod(sheet, writing);
  setUp(sheet, layout);
  breakPages(sheet, layout);
}

function setUp(sheet: Worksheet, { columns, frozenRow, lastRow, rows }: FormLayout): void {
  sheet.getColumn(columns.keys).hidden = true;
  const first = rows.find(({ kind }) => kind === 'measure' || kind === 'matrix-row')?.row ?? frozenRow + 1;
  sheet.views = [
    {
      state: 'frozen',
      xSplit: 2,
      ySplit: frozenRow,
      topLeftCell: `C${frozenRow + 1}`,
      activeCell: `${rows[0]?.kind === 'columns' ? columns.current : 'C'}${first}`,
      showGridLines: false,
      zoomScale: 100,
    },
  ];
  const titles = titleRow(rows) ?? frozenRow;
  printLandscape(sheet, { printArea: `A1:${columns.last}${lastRow}`, titles: `${titles}:${titles}` });
}

/** The titles that most rows stand under: a page repeats one row. */
function titleRow(rows: FormLayout['rows']): number | null {
  let best: { row: number; under: number } | null = null;
  let now: { row: number; under: number } | null = null;
  for (const { kind, row } of rows) {
    if (kind === 'columns' || kind === 'matrix-head') now = { row, under: 0 };
    else if (now !== null) now.under += 1;
    if (now !== null && (best === null || now.under > best.under)) best = now;
  }
  return best?.row ?? null;
}
