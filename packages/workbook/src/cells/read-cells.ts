import { admit } from '../gate.js';
import { onUpload } from '../on-upload.js';
import type { PackageParts } from '../package/parts.js';
import { parsePieces } from '../package/xml.js';
import { addressOf } from './address.js';
import { type BookParts, bookParts, refersElsewhere, type SheetEntry } from './book.js';
import { type CellTables, cellOf } from './content.js';
import { numberFormats } from './formats.js';
import { Formulas } from './formulas.js';
import { sharedStrings } from './shared-strings.js';
import { type RawCell, type SheetFrame, SheetScan } from './sheet-scan.js';
import type { CellBook, CellSheet, SheetCell } from './types.js';

/**
 * Gate, then the cells of every worksheet, exactly as the package has them. Throws DubanError `file-not-xlsx`, `file-unsafe`
 * (the gate's), and `file-unreadable` when the package contradicts itself: nothing is guessed.
 */
export async function readCells(bytes: Uint8Array, name: string): Promise<CellBook> {
  const { parts } = await admit(bytes, name);
  return onUpload(name, () => cellsOf(parts));
}

/** The same of a package the gate has let in; of some of its worksheets, where others are not wanted. */
export async function cellsOf(parts: PackageParts, wanted: (sheet: string) => boolean = () => true): Promise<CellBook> {
  const book = bookParts(parts);
  const tables = await tablesOf(parts, book);
  const sheets: CellSheet[] = [];
  for (const entry of book.sheets) if (wanted(entry.name)) sheets.push(await sheetOf(parts, { entry, tables }));
  const externalLinks =
    book.externalNames ||
    sheets.some((sheet) =>
      [...sheet.cells.values()].some(({ formula }) => formula !== null && refersElsewhere(formula)),
    );
  return { sheets, externalLinks };
}

export async function tablesOf(parts: PackageParts, book: BookParts): Promise<CellTables> {
  return {
    strings: await sharedStrings(parts, book.strings),
    formatOf: numberFormats(parts, book.styles),
    date1904: book.date1904,
  };
}

async function sheetOf(
  parts: PackageParts,
  { entry, tables }: { entry: SheetEntry; tables: CellTables },
): Promise<CellSheet> {
  const cells = new Map<string, SheetCell>();
  const hiddenRows = new Set<number>();
  const rows = new Set<number>();
  const formulas = new Formulas();
  const put = (raw: RawCell) => {
    const cell = cellOf(raw, tables, formulas.of(raw));
    // The last of two cells with one address stands, as in Excel.
    if (cell === null) cells.delete(addressOf(raw.row, raw.column));
    else cells.set(cell.address, cell);
  };
  const scan = new SheetScan((row) => {
    rows.add(row.row);
    if (row.hidden) hiddenRows.add(row.row);
    for (const raw of row.cells) put(raw);
  });
  await parsePieces(parts.pieces(entry.part), scan);
  for (const raw of formulas.late()) put(raw);
  let lastRow = 0;
  let lastColumn = 0;
  for (const { row, column } of cells.values()) {
    lastRow = Math.max(lastRow, row);
    lastColumn = Math.max(lastColumn, column);
  }
  if (scan.othersHidden.rows) {
    for (let row = 1; row <= lastRow; row += 1) if (!rows.has(row)) hiddenRows.add(row);
  }
  const hiddenColumns = hiddenColumnsOf(scan, lastColumn);
  return { ...entry, cells, lastRow, lastColumn, merges: scan.merges, hiddenRows, hiddenColumns };
}

/** Up to the last column with content: hiding all the rest of a sheet is a habit and says nothing. */
function hiddenColumnsOf(frame: SheetFrame, lastColumn: number): ReadonlySet<number> {
  const hidden = new Set<number>();
  const covers = (column: number) => (range: { from: number; to: number }) =>
    column >= range.from && column <= range.to;
  for (let column = 1; column <= lastColumn; column += 1) {
    const mentioned = frame.mentionedColumns.some(covers(column));
    if (frame.hiddenColumns.some(covers(column)) || (frame.othersHidden.columns && !mentioned)) hidden.add(column);
  }
  return hidden;
}
