import { addressOf } from '../../cells/address.js';
import type { CellRange, CellSheet, SheetCell } from '../../cells/types.js';
import { keysColumn } from './marks.js';
import { shownText } from './shown-text.js';

/**
 * One sheet by row and column, as it lies or turned by a quarter: a form whose measures run along the top is a turned one whose
 * measures run down, so everything that finds forms is written once.
 */
export class View {
  readonly sheet: CellSheet;
  readonly turned: boolean;
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly #cells = new Map<number, SheetCell>();
  readonly #spans = new Map<number, CellRange>();

  constructor(sheet: CellSheet, turned = false) {
    this.sheet = sheet;
    this.turned = turned;
    this.lastRow = turned ? sheet.lastColumn : sheet.lastRow;
    this.lastColumn = turned ? sheet.lastRow : sheet.lastColumn;
    // Of a template whose identity is gone: its marks are no labels.
    const keys = keysColumn(sheet);
    for (const cell of sheet.cells.values()) {
      if (cell.column === keys) continue;
      this.#cells.set(turned ? at(cell.column, cell.row) : at(cell.row, cell.column), cell);
    }
    for (const merge of sheet.merges) this.#span(turned ? turnedRange(merge) : merge);
  }

  #span(range: CellRange): void {
    for (let row = range.top; row <= Math.min(range.bottom, this.lastRow); row += 1) {
      for (let column = range.left; column <= Math.min(range.right, this.lastColumn); column += 1) {
        this.#spans.set(at(row, column), range);
      }
    }
  }

  /** The cell itself: nothing below or right of a merge's first cell. */
  cell(row: number, column: number): SheetCell | undefined {
    return this.#cells.get(at(row, column));
  }

  /** The merge a cell is part of, in this view's rows and columns. */
  span(row: number, column: number): CellRange | undefined {
    return this.#spans.get(at(row, column));
  }

  /** What a reader sees at a place: a merge shows its first cell's text all over. */
  text(row: number, column: number): string {
    const span = this.span(row, column);
    return shownText(span === undefined ? this.cell(row, column) : this.cell(span.top, span.left));
  }

  /** Where the text seen at a place is written. */
  home(row: number, column: number): { readonly row: number; readonly column: number } {
    const span = this.span(row, column);
    return span === undefined ? { row, column } : { row: span.top, column: span.left };
  }

  /** A place of this view as one of the sheet. */
  place(row: number, column: number): { readonly row: number; readonly column: number } {
    return this.turned ? { row: column, column: row } : { row, column };
  }

  address(row: number, column: number): string {
    const place = this.place(row, column);
    return addressOf(place.row, place.column);
  }
}

/** More than any row or column number. */
const WIDE = 2 ** 21;
const at = (row: number, column: number) => row * WIDE + column;

function turnedRange({ top, left, bottom, right }: CellRange): CellRange {
  return { top: left, left: top, bottom: right, right: bottom };
}
