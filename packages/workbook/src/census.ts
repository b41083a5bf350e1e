import { TextDecoder } from 'node:util';
import { DubanError } from '@duban/base';
import type { Entry } from 'yauzl';
import { columnNumber, LAST_COLUMN, LAST_ROW } from './cells/address.js';
import { unsafe, unsafeLedger } from './wording/refusals.js';

const MB = 1024 * 1024;

/** More parts than any spreadsheet program writes. */
export const MOST_ENTRIES = 1000;

/** What a workbook may have. A county form has 1,000 cells; exceljs takes about 0.5 KB for each (findings.md). */
const form = {
  packed: 10 * MB,
  unpacked: 100 * MB,
  rows: 200_000,
  cells: 300_000,
  sharedStrings: 200_000,
  merges: 10_000,
  mergedCells: 500_000,
  validatedCells: 50_000,
  names: 5_000,
  namedCells: 50_000,
  lastRow: LAST_ROW,
  lastColumn: LAST_COLUMN,
  /** Longest stretch between two tags: a cell holds 32,767 characters at most. */
  stretch: 4 * MB,
};

export type Limits = Readonly<typeof form>;
export type Scale = 'form' | 'ledger';

/** A ledger is only ever read row by row (`streamRows`), which needs no memory for its cells: 100,000 × 20 is 97 MB unpacked. */
const scales: Readonly<Record<Scale, Limits>> = {
  form,
  ledger: { ...form, packed: 40 * MB, unpacked: 400 * MB, rows: LAST_ROW, cells: 8_000_000, sharedStrings: 1_000_000 },
};

/** What is said of a broken limit. */
export function reasonsAt(scale: Scale): Readonly<Record<keyof typeof unsafe, string>> {
  return scale === 'ledger' ? { ...unsafe, ...unsafeLedger } : unsafe;
}

export function packedLimit(scale: Scale): number {
  return scales[scale].packed;
}

/** Counts what a workbook holds while it is inflated, and refuses it (DubanError `file-unsafe`) at the first limit broken. */
export class Census {
  readonly #name: string;
  readonly #limits: Limits;
  readonly #reasons: ReturnType<typeof reasonsAt>;
  readonly #seen = new Set<string>();
  #declared = 0;
  #inflated = 0;
  readonly #counts = { rows: 0, cells: 0, sharedStrings: 0, merges: 0, names: 0 };
  readonly #areas = { mergedCells: 0, validatedCells: 0, namedCells: 0 };

  constructor(name: string, scale: Scale) {
    this.#name = name;
    this.#limits = scales[scale];
    this.#reasons = reasonsAt(scale);
  }

  get verdict(): { readonly skipValidations: boolean; readonly skipNames: boolean } {
    const { validatedCells, namedCells } = this.#areas;
    return {
      skipValidations: validatedCells > this.#limits.validatedCells,
      skipNames: namedCells > this.#limits.namedCells,
    };
  }

  declare(entry: Entry): void {
    const name = entry.fileName.toLowerCase();
    if (this.#seen.has(name)) this.#refuse('duplicate');
    this.#seen.add(name);
    if (name.endsWith('vbaproject.bin')) this.#refuse('macros');
    this.#declared += entry.uncompressedSize;
    if (this.#declared > this.#limits.unpacked) this.#refuse('unpacked');
  }

  inflated(bytes: number): void {
    this.#inflated += bytes;
    if (this.#inflated > this.#limits.unpacked) this.#refuse('unpacked');
  }

  /** Looks at one XML part, piece by piece. Pieces are cut at the last `<`, so that no tag is seen in halves. */
  scanner(encoding: string): { take(piece: Buffer): void; end(): void } {
    // Every encoding but UTF-16 writes tags as ASCII does; there they would go unseen byte by byte.
    const wide = encoding.startsWith('utf-16') ? new TextDecoder(encoding) : null;
    let kept = '';
    return {
      take: (piece) => {
        kept += wide === null ? piece.toString('latin1') : wide.decode(piece, { stream: true });
        const cut = kept.lastIndexOf('<');
        if (cut > 0) {
          this.#scan(kept.slice(0, cut));
          kept = kept.slice(cut);
        }
        if (kept.length > this.#limits.stretch) this.#refuse('stretch');
      },
      end: () => this.#scan(kept),
    };
  }

  #scan(text: string): void {
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) this.#refuse('doctype');
    for (const tag of text.matchAll(TAGS)) {
      const kind = tag[1] as keyof typeof COUNTED | 'dataValidation' | 'col';
      // Everything up to the next tag, attributes and text: a `>` inside an attribute must not hide what follows it.
      const rest = kind === 'c' || kind === 'si' ? '' : upToNextTag(text, (tag.index ?? 0) + tag[0].length);
      switch (kind) {
        case 'row':
          if (largest(rest, /\br\s*=\s*["'](\d+)/g) > this.#limits.lastRow) this.#refuse('rows');
          break;
        case 'col':
          if (largest(rest, /\bmax\s*=\s*["'](\d+)/g) > this.#limits.lastColumn) this.#refuse('columns');
          break;
        case 'mergeCell':
          this.#areas.mergedCells += areaOf(rest);
          if (this.#areas.mergedCells > this.#limits.mergedCells) this.#refuse('merges');
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

  #count(what: 'rows' | 'cells' | 'sharedStrings' | 'merges' | 'names'): void {
    this.#counts[what] += 1;
    if (this.#counts[what] > this.#limits[what]) this.#refuse(what);
  }

  #refuse(reason: keyof typeof unsafe): never {
    throw new DubanError('file-unsafe', { name: this.#name, reason: this.#reasons[reason] });
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
    const columns = left && right ? Math.abs(columnNumber(right) - columnNumber(left)) + 1 : form.lastColumn;
    const rows = top && bottom ? Math.abs(Number(bottom) - Number(top)) + 1 : form.lastRow;
    if ((left && right) || (top && bottom)) area += columns * rows;
  }
  return area;
}
