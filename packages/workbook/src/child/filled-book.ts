import { bookParts } from '../cells/book.js';
import { serialOf } from '../cells/dates.js';
import { bookPart } from '../package/book-part.js';
import { escapedString } from '../package/edit.js';
import type { PackageParts } from '../package/parts.js';
import { PackagePatch } from '../package/patch.js';
import { discard, unrelate } from '../package/registry.js';
import { relationshipsOf } from '../package/relationships.js';
import type { CellChange, CellXml, RowChange } from '../package/sheet-cells.js';
import { changedSheet } from '../package/sheet-part.js';
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

/**
 * A workbook whose cells are given other contents. Everything else of the package stays byte for byte as it was: looks, drop-downs,
 * colours that follow what is typed, comments, print areas. exceljs would take the whole of it apart and write it anew.
 */
export class FilledBook {
  readonly #patch: PackagePatch;
  readonly #parts: ReadonlyMap<string, string>;
  readonly #date1904: boolean;
  readonly #stringsPart: string;
  readonly #strings: StringTable;

  constructor(parts: PackageParts) {
    this.#patch = new PackagePatch(parts);
    const book = bookParts(this.#patch);
    this.#parts = new Map(book.sheets.map(({ name, part }) => [name, part]));
    this.#date1904 = book.date1904;
    this.#stringsPart = bookPart(this.#patch, book, 'strings');
    this.#strings = new StringTable(this.#patch.text(this.#stringsPart));
    // It lists the cells with formulas, which may become others; Excel makes it anew.
    for (const { id, kind, target } of relationshipsOf(this.#patch, book.workbook)) {
      if (kind !== 'calcChain') continue;
      unrelate(this.#patch, book.workbook, id);
      discard(this.#patch, target);
    }
  }

  /** Throws when there is no sheet of this name. */
  fill(sheet: string, { cells, heights = new Map(), like }: SheetInput): void {
    const part = this.#parts.get(sheet);
    if (part === undefined) throw new Error(`no sheet ${sheet}`);
    const text = changedSheet(this.#patch.text(part), {
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
      const serial = serialOf(input.toISOString().slice(0, 10), this.#date1904);
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
