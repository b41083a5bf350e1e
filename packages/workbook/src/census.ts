import { DubanError } from '@duban/base';
import type { Entry } from 'yauzl';
import { unsafe } from './wording/refusals.js';

const MB = 1024 * 1024;

/** What a workbook may have. A county form has 1,000 cells; exceljs takes about 0.5 KB for each (findings.md). */
export const limits = {
  packed: 10 * MB,
  unpacked: 100 * MB,
  entries: 1000,
  rows: 200_000,
  cells: 300_000,
  sharedStrings: 200_000,
  merges: 10_000,
  mergedCells: 500_000,
  validatedCells: 50_000,
  names: 5_000,
  namedCells: 50_000,
  lastRow: 1_048_576,
  lastColumn: 16_384,
  /** Longest stretch between two tags: a cell holds 32,767 characters at most. */
  stretch: 4 * MB,
} as const;

/** Counts what a workbook holds while it is inflated, and refuses it (DubanError `file-unsafe`) at the first limit broken. */
export class Census {
  readonly #name: string;
  readonly #seen = new Set<string>();
  #declared = 0;
  #inflated = 0;
  readonly #counts = { rows: 0, cells: 0, sharedStrings: 0, merges: 0, names: 0 };
  readonly #areas = { mergedCells: 0, validatedCells: 0, namedCells: 0 };

  constructor(name: string) {
    this.#name = name;
  }

  get verdict(): { readonly skipValidations: boolean; readonly skipNames: boolean } {
    const { validatedCells, namedCells } = this.#areas;
    return { skipValidations: validatedCells > limits.validatedCells, skipNames: namedCells > limits.namedCells };
  }

  declare(entry: Entry): void {
    const name = entry.fileName.toLowerCase();
    if (this.#seen.has(name)) this.#refuse(unsafe.duplicate);
    this.#seen.add(name);
    if (name.endsWith('vbaproject.bin')) this.#refuse(unsafe.macros);
    this.#declared += entry.uncompressedSize;
    if (this.#declared > limits.unpacked) this.#refuse(unsafe.unpacked);
  }

  inflated(bytes: number): void {
    this.#inflated += bytes;
    if (this.#inflated > limits.unpacked) this.#refuse(unsafe.unpacked);
  }

  /** Looks at one XML part, piece by piece. Pieces are cut at the last `<`, so that no tag is seen in halves. */
  scanner(): { take(piece: string): void; end(): void } {
    let kept = '';
    return {
      take: (piece) => {
        kept += piece;
        const cut = kept.lastIndexOf('<');
        if (cut > 0) {
          this.#scan(kept.slice(0, cut));
          kept = kept.slice(cut);
        }
        if (kept.length > limits.stretch) this.#refuse(unsafe.stretch);
      },
      end: () => this.#scan(kept),
    };
  }

  #scan(text: string): void {
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) this.#refuse(unsafe.doctype);
    for (const tag of text.matchAll(TAGS)) {
      const kind = tag[1] as keyof typeof COUNTED | 'dataValidation' | 'col';
      // Everything up to the next tag, attributes and text: a `>` inside an attribute must not hide what follows it.
      const rest = kind === 'c' || kind === 'si' ? '' : upToNextTag(text, (tag.index ?? 0) + tag[0].length);
      switch (kind) {
        case 'row':
          if (largest(rest, /\br\s*=\s*["'](\d+)/g) > limits.lastRow) this.#refuse(unsafe.rows);
          break;
        case 'col':
          if (largest(rest, /\bmax\s*=\s*["'](\d+)/g) > limits.lastColumn) this.#refuse(unsafe.columns);
          break;
        case 'mergeCell':
          this.#areas.mergedCells += areaOf(rest);
          if (this.#areas.mergedCells > limits.mergedCells) this.#refuse(unsafe.merges);
          break;
        case 'dataValidation':
          this.#areas.validatedCells += areaOf(rest);
          break;
        case 'definedName':
          this.#areas.namedCells += areaOf(rest);
          break;
      }
      if (kind in COUNTED) this.#count(COUNTED[kind as keyof typeof COUNTED]);
    }
  }

  #count(
    what: keyof typeof unsafe & keyof typeof limits & ('rows' | 'cells' | 'sharedStrings' | 'merges' | 'names'),
  ): void {
    this.#counts[what] += 1;
    if (this.#counts[what] > limits[what]) this.#refuse(unsafe[what]);
  }

  #refuse(reason: string): never {
    throw new DubanError('file-unsafe', { name: this.#name, reason });
  }
}

const TAGS = /<(?:[\w.-]+:)?(row|col|c|si|mergeCell|dataValidation|definedName)(?=[\s>/])/g;
const COUNTED = { row: 'rows', c: 'cells', si: 'sharedStrings', mergeCell: 'merges', definedName: 'names' } as const;

function upToNextTag(text: string, from: number): string {
  const next = text.indexOf('<', from);
  return next === -1 ? text.slice(from) : text.slice(from, next);
}

function largest(text: string, pattern: RegExp): number {
  let most = 0;
  for (const m of text.matchAll(pattern)) most = Math.max(most, Number(m[1]));
  return most;
}

/** How many cells all the ranges in a text cover: `A1:B2`, `$A:$C` (whole columns), `$1:$5` (whole rows). */
export function areaOf(text: string): number {
  let area = 0;
  for (const m of text.matchAll(/\$?([A-Z]{1,3})?\$?(\d{1,7})?:\$?([A-Z]{1,3})?\$?(\d{1,7})?/g)) {
    const [, left, top, right, bottom] = m;
    const columns = left && right ? Math.abs(columnNumber(right) - columnNumber(left)) + 1 : limits.lastColumn;
    const rows = top && bottom ? Math.abs(Number(bottom) - Number(top)) + 1 : limits.lastRow;
    if ((left && right) || (top && bottom)) area += columns * rows;
  }
  return area;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
