import { withCounts } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { printLandscape } from '../page.js';
import { addBlockHints } from './block-hints.js';
import { writeCover } from './cover.js';
import { writeFoot } from './foot.js';
import type { FormLayout } from './form-layout.js';
import { addFormValidations } from './form-validations.js';
import { type Writing, writeHead } from './head.js';
import { compileHints } from './hints/compile-hints.js';
import { writeHints } from './hints/write-hints.js';
import { writeLastPeriod } from './last-period.js';
import { breakPages } from './page-breaks.js';
import { shownPrevious } from './previous.js';
import { cacheResults } from './results.js';
import { writeRows } from './rows.js';

/** The whole form sheet; for a table of ledgers only, a cover with what is signed. */
export function writeForm(sheet: Worksheet, writing: Writing): void {
  const { layout, table, prefill } = writing;
  for (const [letter, width] of Object.entries(layout.columns.widths)) sheet.getColumn(letter).width = width;
  writeHead(sheet, writing);
  writeRows(sheet, writing);
  writeCover(sheet, writing);
  writeFoot(sheet, layout);
  addFormValidations(sheet, layout);
  addBlockHints(sheet, { layout, table });
  const previous = shownPrevious(table, prefill.previous);
  const hints = compileHints({ table, layout, previous });
  writeHints(sheet, { layout, hints });
  writeLastPeriod(sheet, writing);
  const ledgers = Object.fromEntries(table.ledgers.map(({ key }) => [key, prefill.ledgers?.[key] ?? []]));
  const absentBlocks = prefill.absentBlocks ?? [];
  cacheResults(sheet, { table, layout, hints, grid: withCounts(table, {}, ledgers), previous, ledgers, absentBlocks });
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
