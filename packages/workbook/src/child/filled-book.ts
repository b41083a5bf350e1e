import { type BookParts, bookParts } from '../cells/book.js';
import { serialOf } from '../cells/dates.js';
import { bookPart } from '../package/book-part.js';
import { escapedString } from '../package/edit.js';
import type { PackageParts } from '../package/parts.js';
import { PackagePatch } from '../package/patch.js';
import { discard, unrelate } from '../package/registry.js';
import { relationshipsOf } from '../package/relationships.js';
import type { CellChange, CellXml, RowChange } from '../package/sheet-cells.js';
import { changedOutline, type OutlinedSheet, outlinedSheet } from '../package/sheet-part.js';
import { StringTable } from '../package/string-table.js';

/** What a cell is to hold; a formula comes with its result, a day is one at midnight UTC. Texts are texts, whatever they look like. */
export type CellInput = string | number | Date | null | { readonly formula: string; readonly result: string | number };

export interface SheetInput {
  /** By address. */
  readonly cells: ReadonlyMap<string, CellInput>;
  /** How high rows have to be at least, in points. */
  readonly heights?: ReadonlyMap<number, number>;
  /** A row there is: rows and cells that are not written yet come to look like it. */
  readonly like?: number;
}

/** A workbook whose cells can be filled in, any number of times: where they stand is looked up once. */
export class FillableBook {
  readonly parts: PackageParts;
  readonly book: BookParts;
  readonly #source: PackagePatch;
  readonly #outlines = new Map<string, OutlinedSheet>();

  constructor(parts: PackageParts) {
    this.parts = parts;
    this.book = bookParts(parts);
    this.#source = new PackagePatch(parts);
  }

  /** Throws when there is no sheet of this name. */
  sheet(name: string): { readonly part: string; readonly outline: OutlinedSheet } {
    const part = this.book.sheets.find((sheet) => sheet.name === name)?.part;
    if (part === undefined) throw new Error(`no sheet ${name}`);
    const outline = this.#outlines.get(part) ?? outlinedSheet(this.#source.text(part));
    this.#outlines.set(part, outline);
    return { part, outline };
  }
}

/**
 * A workbook whose cells are given other contents. Everything else of the package stays byte for byte as it was: looks, drop-downs,
 * colours that follow what is typed, comments, print areas. exceljs would take the whole of it apart and write it anew.
 */
export class FilledBook {
  readonly #of: FillableBook;
  readonly #patch: PackagePatch;
  readonly #stringsPart: string;
  readonly #strings: StringTable;

  constructor(of: FillableBook) {
    this.#of = of;
    this.#patch = new PackagePatch(of.parts);
    this.#stringsPart = bookPart(this.#patch, of.book, 'strings');
    this.#strings = new StringTable(this.#patch.text(this.#stringsPart));
    // It lists the cells with formulas, which may become others; Excel makes it anew.
    for (const { id, kind, target } of relationshipsOf(this.#patch, of.book.workbook)) {
      if (kind !== 'calcChain') continue;
      unrelate(this.#patch, of.book.workbook, id);
      discard(this.#patch, target);
    }
  }

  /** Fills in a sheet, once. Throws when there is none of this name. */
  fill(sheet: string, { cells, heights = new Map(), like }: SheetInput): void {
    const { part, outline } = this.#of.sheet(sheet);
    const text = changedOutline(outline, {
      cells: new Map([...cells].map(([address, input]) => [address, this.#change(input)])),
      rows: new Map([...heights].map(([row, height]) => [row, raised(height)])),
      ...(like === undefined ? {} : { like }),
    });
    this.#patch.write(part, text);
  }

  finish(): Uint8Array {
    this.#patch.write(this.#stringsPart, this.#strings.text());
    return this.#patch.finish();
  }

  #change(input: CellInput): CellChange {
    const holds = this.#xmlOf(input);
    return (style) => ({ style, holds });
  }

  #xmlOf(input: CellInput): CellXml {
    if (input === null) return { type: null, inner: '' };
    if (typeof input === 'number') return { type: null, inner: `<v>${input}</v>` };
    if (typeof input === 'string') return { type: 's', inner: `<v>${this.#strings.indexOf(input)}</v>` };
    if (input instanceof Date) {
      const serial = serialOf(input.toISOString().slice(0, 10), this.#of.book.date1904);
      return { type: null, inner: `<v>${serial}</v>` };
    }
    const { formula, result } = input;
    const type = typeof result === 'string' ? 'str' : null;
    return { type, inner: `<f>${escapedString(formula)}</f><v>${escapedString(String(result))}</v>` };
  }
}

function raised(height: number): RowChange {
  return ({ ht }) => (Number(ht ?? 0) >= height ? {} : { ht: String(height), customHeight: '1' });
}
