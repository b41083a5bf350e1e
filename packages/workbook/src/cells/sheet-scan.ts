import { isTrue, type XmlAttributes, type XmlHandler } from '../package/xml.js';
import { columnNumber, LAST_ROW, placeOf, rangeOf } from './address.js';
import { RichText, unescaped } from './texts.js';
import type { CellRange } from './types.js';

/** A cell as the sheet's XML has it. */
export interface RawCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  readonly value: string | null;
  /** The text of an inline string. */
  readonly inline: string | null;
  readonly formula: RawFormula | null;
}

export interface RawFormula {
  readonly kind: string;
  readonly text: string;
  readonly shared: string | null;
  /** Cells an array formula or a shared one fills. */
  readonly ref: CellRange | null;
}

export interface RawRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly cells: readonly RawCell[];
}

/** What a sheet says beside its rows; complete when the part has ended. */
export interface SheetFrame {
  readonly merges: readonly CellRange[];
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[];
  /** Columns / rows the sheet does not mention are hidden. */
  readonly othersHidden: { readonly columns: boolean; readonly rows: boolean };
  readonly mentionedColumns: readonly { readonly from: number; readonly to: number }[];
}

/**
 * Reads one sheet's XML in a single pass. Rows come in file order; rows and cells without an address follow the one before, and
 * a cell's own address wins over its row's. What Excel keeps for newer versions (`extLst`) is passed over.
 */
export class SheetScan implements XmlHandler, SheetFrame {
  readonly merges: CellRange[] = [];
  readonly hiddenColumns: { from: number; to: number }[] = [];
  readonly mentionedColumns: { from: number; to: number }[] = [];
  readonly othersHidden = { columns: false, rows: false };
  readonly #onRow: (row: RawRow) => void;
  readonly #rich = new RichText();
  #skipped = 0;
  #inData = false;
  #row = 0;
  #rowHidden = false;
  #cells: RawCell[] | null = null;
  #column = 0;
  #cell: { row: number; column: number; type: string; style: number } | null = null;
  #value: string | null = null;
  #inline: string | null = null;
  #formula: { kind: string; text: string; shared: string | null; ref: CellRange | null } | null = null;
  #inside: 'v' | 'f' | 'is' | null = null;

  constructor(onRow: (row: RawRow) => void) {
    this.#onRow = onRow;
  }

  open(local: string, attributes: XmlAttributes): void {
    if (this.#skipped > 0 || local === 'extLst') {
      this.#skipped += 1;
      return;
    }
    if (this.#cell !== null) this.#openInCell(local, attributes);
    else if (this.#cells !== null) {
      if (local === 'c') this.#openCell(attributes);
    } else if (this.#inData) {
      if (local === 'row') this.#openRow(attributes);
    } else this.#openInSheet(local, attributes);
  }

  text(piece: string): void {
    if (this.#inside === 'v') this.#value = (this.#value ?? '') + piece;
    else if (this.#inside === 'f' && this.#formula !== null) this.#formula.text += piece;
    else if (this.#inside === 'is') this.#rich.text(piece);
  }

  close(local: string): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    if (this.#inside === 'is' && local !== 'is') this.#rich.close(local);
    else if (this.#inside !== null && local === this.#inside) {
      if (local === 'is') this.#inline = this.#rich.take();
      this.#inside = null;
    } else if (local === 'c' && this.#cell !== null) this.#closeCell(this.#cell);
    else if (local === 'row' && this.#cells !== null) {
      this.#onRow({ row: this.#row, hidden: this.#rowHidden, cells: this.#cells });
      this.#cells = null;
    } else if (local === 'sheetData') this.#inData = false;
  }

  #openInSheet(local: string, attributes: XmlAttributes): void {
    if (local === 'sheetData') this.#inData = true;
    else if (local === 'col') this.#takeColumns(attributes);
    else if (local === 'mergeCell') {
      const range = rangeOf(attributes.ref ?? '');
      if (range !== null) this.merges.push(range);
    } else if (local === 'sheetFormatPr') {
      this.othersHidden.rows = isTrue(attributes.zeroHeight);
      this.othersHidden.columns = attributes.defaultColWidth !== undefined && Number(attributes.defaultColWidth) === 0;
    }
  }

  #takeColumns({ min, max = min, width, hidden }: XmlAttributes): void {
    const range = { from: Number(min), to: Number(max) };
    if (!(range.from >= 1 && range.to >= range.from)) return;
    this.mentionedColumns.push(range);
    if (isTrue(hidden) || (width !== undefined && Number(width) === 0)) this.hiddenColumns.push(range);
  }

  #openRow({ r, hidden, ht }: XmlAttributes): void {
    this.#row = r === undefined ? this.#row + 1 : numbered(r);
    this.#rowHidden = isTrue(hidden) || (ht !== undefined && Number(ht) === 0);
    this.#cells = [];
    this.#column = 0;
  }

  #openCell({ r, t = 'n', s = '0' }: XmlAttributes): void {
    let row = this.#row;
    if (r === undefined) this.#column += 1;
    else {
      const place = placeOf(r);
      if (place === null) {
        // `AB` without a row: some writers leave the number to the row.
        if (!/^[A-Z]{1,3}$/i.test(r)) throw new Error(`no address: ${r}`);
        this.#column = columnNumber(r);
      } else {
        row = place.row;
        this.#column = place.column;
      }
    }
    this.#cell = { row, column: this.#column, type: t, style: Number(s) };
  }

  #openInCell(local: string, attributes: XmlAttributes): void {
    if (this.#inside === 'is') this.#rich.open(local, attributes['xml:space']);
    else if (local === 'v' || local === 'is') {
      this.#inside = local;
      if (local === 'v') this.#value = '';
    } else if (local === 'f') {
      this.#inside = 'f';
      const { t = 'normal', si, ref, r1 } = attributes;
      // What a data table computes is not spelled out in the file; the cell must not look typed.
      const text = t === 'dataTable' ? `TABLE(${r1 ?? ''})` : '';
      this.#formula = { kind: t, text, shared: si ?? null, ref: ref === undefined ? null : rangeOf(ref) };
    }
  }

  #closeCell(cell: { row: number; column: number; type: string; style: number }): void {
    const value = this.#value;
    const inline = this.#inline;
    const formula = this.#formula;
    this.#cell = null;
    this.#value = null;
    this.#inline = null;
    this.#formula = null;
    if (value === null && inline === null && formula === null) return;
    if (formula !== null) formula.text = unescaped(formula.text).trim();
    // Spelled out: spreading here takes longer than parsing does.
    const { row, column, type, style } = cell;
    this.#cells?.push({ row, column, type, style, value, inline, formula });
  }
}

function numbered(r: string): number {
  const row = Number(r);
  if (Number.isInteger(row) && row >= 1 && row <= LAST_ROW) return row;
  throw new Error(`no row number: ${r}`);
}
