import { covers } from './address.js';
import { moved } from './shared-formula.js';
import type { RawCell } from './sheet-scan.js';
import type { CellRange } from './types.js';

interface Master {
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

/** The formulas of one sheet, each spelled out for its cell. */
export class Formulas {
  readonly #masters = new Map<string, Master>();
  readonly #arrays: { readonly range: CellRange; readonly text: string }[] = [];
  /** Cells that share a formula not met yet. */
  readonly #waiting: RawCell[] = [];

  /** Without `=`; null for a cell without one. `#REF!` stands for a shared formula that is nowhere: the cell still computes. */
  of(raw: RawCell): string | null {
    const { formula, row, column } = raw;
    if (formula === null) return this.#arrayOver(raw);
    const { kind, text, shared, ref } = formula;
    if (kind === 'shared' && shared !== null) {
      if (text !== '') {
        if (ref !== null || !this.#masters.has(shared)) this.#masters.set(shared, { text, row, column });
        return text;
      }
      const master = this.#masters.get(shared);
      if (master === undefined) {
        this.#waiting.push(raw);
        return '#REF!';
      }
      return moved(master.text, { rows: row - master.row, columns: column - master.column });
    }
    // An array formula over one cell fills no other.
    const isWide = ref !== null && (ref.top !== ref.bottom || ref.left !== ref.right);
    if (kind === 'array' && isWide && text !== '') this.#arrays.push({ range: ref, text });
    return text === '' ? this.#arrayOver(raw) : text;
  }

  /** Those that came before the formula they share, once the whole sheet is known. */
  late(): readonly RawCell[] {
    return this.#waiting.splice(0);
  }

  /** The array formula that fills this cell although it stands in another. */
  #arrayOver({ row, column }: RawCell): string | null {
    return this.#arrays.find(({ range }) => covers(range, row, column))?.text ?? null;
  }
}
