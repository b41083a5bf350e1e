import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import { commitRow, type MergeBook } from './merge-book.js';
import { standingFill } from './overview.js';
import { A3, ONE_WIDE, printed } from './page.js';
import { put } from './put.js';
import { faces, headLook, heightFor, inset, middle, oneLine, right, widthOf } from './styles.js';

export const LIST_HEAD_ROW = 4;
/** No column of a list is wider; longer texts wrap. */
const WIDEST = 48;
/** Texts of a wider column begin at its left; short words stand in the middle. */
const WIDE = 16;
/** Enough rows to tell how wide a column has to be. */
const SAMPLE = 500;

/** A number may bring its own format, where a column has figures of several units. */
export type ListCell =
  | string
  | number
  | null
  | { readonly number: number | null; readonly format: string; readonly formula?: string };

export interface List {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ListCell[])[];
}

/** A plain list with a heading; columns as wide as their longest text needs, within reason. */
export async function writeList(book: MergeBook, list: List): Promise<void> {
  const { columns, rows } = list;
  const sheet = book.sheet(list.name, {
    ...listSetUp(LIST_HEAD_ROW),
    ...landscape({ titles: LIST_HEAD_ROW, fit: true }),
  });
  writeHeading(sheet, list);
  const widths = widthsOf(list);
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width;
  writeListHead(sheet, LIST_HEAD_ROW, columns);
  for (const [r, row] of rows.entries()) {
    writeListRow(sheet, { at: LIST_HEAD_ROW + 1 + r, row, widths });
    await commitRow(sheet, LIST_HEAD_ROW + 1 + r);
  }
  await book.end(sheet);
}

export function widthsOf({ columns, rows }: Pick<List, 'columns' | 'rows'>): readonly number[] {
  return columns.map((text, i) => {
    const shown = rows.slice(0, SAMPLE).map((row) => shownText(row[i] ?? null));
    return Math.min(WIDEST, Math.max(7, Math.max(...[text, ...shown].map(widthOf)) + 4));
  });
}

export function writeListHead(sheet: Worksheet, at: number, columns: readonly string[]): void {
  for (const [i, text] of columns.entries()) put(sheet.getCell(at, i + 1), text, headLook);
  sheet.getRow(at).height = 24;
}

interface ListRow {
  readonly at: number;
  readonly row: readonly ListCell[];
  readonly widths: readonly number[];
}

export function writeListRow(sheet: Worksheet, { at, row, widths }: ListRow): void {
  const line = sheet.getRow(at);
  for (const [i, value] of row.entries()) {
    const cell = line.getCell(i + 1);
    if (typeof value === 'object' && value !== null) {
      const { number, format, formula } = value;
      const content = formula === undefined ? number : { formula, result: number };
      put(cell, content, { align: right, format });
    } else if (typeof value === 'string') {
      const align = (widths[i] ?? 0) > WIDE ? inset() : middle;
      put(cell, value, { align, format: '@', ...standingFill(value) });
    } else put(cell, value, { align: middle });
  }
  line.height = Math.max(...row.map((value, i) => heightFor(shownText(value), widths[i] ?? WIDEST, { least: 20 })));
}

function shownText(value: ListCell): string {
  return String((typeof value === 'object' ? value?.number : value) ?? '');
}

/** Title in the first row, explanation in the second. */
export function writeHeading(
  sheet: Worksheet,
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
): void {
  put(sheet.getCell('A1'), title, {
    bordered: false,
    font: { name: faces.head, size: 16 },
    align: oneLine,
    format: '@',
  });
  sheet.getRow(1).height = 30;
  put(sheet.getCell('A2'), subtitle, { bordered: false, align: oneLine, format: '@' });
}

export function listSetUp(heads: number, fixed = 0): Pick<AddWorksheetOptions, 'views'> {
  return { views: [{ state: 'frozen', xSplit: fixed, ySplit: heads, showGridLines: false, zoomScale: 90 }] };
}

/** A4 across, as many pages down as it takes; or A3, over several pages, when it cannot be squeezed into one page's width. */
export function landscape({
  titles,
  fit,
}: {
  readonly titles: number;
  readonly fit: boolean;
}): Pick<AddWorksheetOptions, 'pageSetup' | 'headerFooter'> {
  return printed({
    orientation: 'landscape',
    ...(fit ? ONE_WIDE : { paperSize: A3, scale: 70, pageOrder: 'overThenDown', printTitlesColumn: 'A:B' }),
    printTitlesRow: `${titles}:${titles}`,
  });
}
