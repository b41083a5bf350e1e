import { columnNumber } from '../../cells/address.js';
import type { CellBook, CellSheet } from '../../cells/types.js';
import type { SignedIdentity } from '../../identity.js';
import { IDENTITY_MARK, IDENTITY_SHEET, marks } from '../layout.js';
import { shownText } from './shown-text.js';

/** What a template writes into its hidden cells, as it came back. */
export interface FormMarks {
  readonly sheet: CellSheet;
  /** The row of the column titles; null without one. */
  readonly columnRow: number | null;
  readonly rows: ReadonlyMap<string, number>;
  /** Measures and matrix rows whose mark is there more than once, with the rows. */
  readonly repeated: ReadonlyMap<string, readonly number[]>;
  readonly header: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
  readonly blocks: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
  /** By section index: title row and columns by key. */
  readonly matrices: ReadonlyMap<number, { readonly row: number; readonly columns: ReadonlyMap<string, number> }>;
}

export interface LedgerMarks {
  readonly ledger: string;
  readonly sheet: CellSheet;
  readonly row: number;
  readonly columns: ReadonlyMap<string, number>;
}

const FORM = marks.sheet;
const COLUMNS = marks.columns;
const [HEADER, MATRIX, ROW, BLOCK, LEDGER] = [
  `${marks.header} `,
  `${marks.matrix} `,
  `${marks.row} `,
  `${marks.block} `,
  `${marks.ledger} `,
] as const;

/** What the hidden sheet says; null when there is none. */
export function hiddenIdentity(book: CellBook): SignedIdentity | null {
  const sheet = book.sheets.find(({ name }) => name === IDENTITY_SHEET);
  const text = (address: string) => shownText(sheet?.cells.get(address));
  return text('A1') === IDENTITY_MARK ? { text: text('A2'), mac: text('A3') } : null;
}

/** The form's marks; null when no sheet has them. */
export function formMarks(book: CellBook): FormMarks | null {
  for (const sheet of book.sheets) {
    const keys = keysColumn(sheet);
    if (keys !== null) return marksIn(sheet, keys);
  }
  return null;
}

/** The hidden column of a template; null where none is. */
export function keysColumn(sheet: CellSheet): number | null {
  // By its first cell: rows may have been inserted above it, but not a page of them.
  for (const cell of sheet.cells.values()) if (cell.row <= 5 && shownText(cell) === FORM) return cell.column;
  return null;
}

function marksIn(sheet: CellSheet, keys: number): FormMarks {
  const rows = new Map<string, number>();
  const repeated = new Map<string, readonly number[]>();
  const header = new Map<string, { row: number; column: number }>();
  const blocks = new Map<string, { row: number; column: number }>();
  const matrices = new Map<number, { row: number; columns: Map<string, number> }>();
  let columnRow: number | null = null;
  for (const cell of [...sheet.cells.values()].sort((a, b) => a.row - b.row)) {
    const mark = cell.column === keys ? shownText(cell) : '';
    const { row } = cell;
    if (mark === '' || mark === FORM) continue;
    if (mark === COLUMNS) columnRow ??= row;
    else if (mark.startsWith(HEADER))
      for (const [field, column] of lettered(mark.slice(HEADER.length))) header.set(field, { row, column });
    else if (mark.startsWith(BLOCK))
      for (const [block, column] of lettered(mark.slice(BLOCK.length))) blocks.set(block, { row, column });
    else if (mark.startsWith(MATRIX)) {
      const [, index = '', list = ''] = /^(\d+):(.*)$/.exec(mark.slice(MATRIX.length)) ?? [];
      if (index !== '') matrices.set(Number(index), { row, columns: lettered(list) });
    } else {
      const key = mark.startsWith(ROW) ? mark.slice(ROW.length) : mark;
      if (rows.has(key)) repeated.set(key, [...(repeated.get(key) ?? [rows.get(key) ?? row]), row]);
      else rows.set(key, row);
    }
  }
  return { sheet, columnRow, rows, repeated, header, blocks, matrices };
}

/** `filler@F,phone@H` */
function lettered(list: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of list.trim().split(',')) {
    const [key, letter] = part.split('@');
    if (key && letter && /^[A-Z]{1,3}$/.test(letter)) found.set(key, columnNumber(letter));
  }
  return found;
}

/** The ledgers of a template, each on its sheet. */
export function ledgerMarks(book: CellBook): readonly LedgerMarks[] {
  return book.sheets.flatMap((sheet) => {
    for (let row = 1; row <= Math.min(sheet.lastRow, 10); row += 1) {
      const mark = shownText(sheet.cells.get(`A${row}`));
      if (!mark.startsWith(LEDGER)) continue;
      const columns = new Map<string, number>();
      for (const cell of sheet.cells.values()) {
        const key = cell.row === row && cell.column > 1 ? shownText(cell) : '';
        if (key !== '' && !columns.has(key)) columns.set(key, cell.column);
      }
      return [{ ledger: mark.slice(LEDGER.length).trim(), sheet, row, columns }];
    }
    return [];
  });
}
