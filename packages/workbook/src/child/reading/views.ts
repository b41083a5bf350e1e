import type { CellSheet } from '../../cells/types.js';
import { type Line, linesOf } from './lines.js';
import { View } from './view.js';

/** Sheets that are longer are ledgers: nobody turns them. */
const LONGEST_TURNED = 300;

/** The views of one sheet and their lines, made once for all tables. */
export class Views {
  readonly #sheet: CellSheet;
  #upright: Viewed | null = null;
  #turned: Viewed | null = null;

  constructor(sheet: CellSheet) {
    this.#sheet = sheet;
  }

  upright(): Viewed {
    this.#upright ??= viewed(new View(this.#sheet));
    return this.#upright;
  }

  turned(): Viewed | null {
    if (this.#sheet.lastRow > LONGEST_TURNED) return null;
    this.#turned ??= viewed(new View(this.#sheet, true));
    return this.#turned;
  }
}

export interface Viewed {
  readonly view: View;
  readonly lines: readonly Line[];
}

const viewed = (view: View): Viewed => ({ view, lines: linesOf(view) });
