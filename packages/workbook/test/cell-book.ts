import { addressOf, rangeOf } from '../src/cells/address.js';
import type { CellBook, CellContent, CellSheet, SheetCell } from '../src/cells/types.js';

/** What a test writes into a cell: a number, a text, nothing, or something more particular. */
export type Typed =
  | number
  | string
  | null
  | {
      readonly f?: string;
      readonly v?: number | string | null;
      readonly date?: string;
      readonly error?: string;
      readonly truth?: boolean;
      readonly format?: string;
      readonly stored?: string;
    };

export interface SheetOptions {
  readonly name?: string;
  readonly state?: CellSheet['state'];
  /** `A1:H1` */
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
}

/** A sheet by rows from A1 on, as `readCells` would give it. */
export function sheetOf(rows: readonly (readonly Typed[])[], options: SheetOptions = {}): CellSheet {
  const cells = new Map<string, SheetCell>();
  let lastColumn = 0;
  for (const [r, row] of rows.entries()) {
    for (const [c, typed] of row.entries()) {
      if (typed === null) continue;
      const [at, column] = [r + 1, c + 1];
      lastColumn = Math.max(lastColumn, column);
      cells.set(addressOf(at, column), cellOf(typed, { row: at, column }));
    }
  }
  const { name = 'Sheet1', state = 'visible', merges = [], hiddenRows = [], hiddenColumns = [] } = options;
  return {
    name,
    part: `xl/worksheets/${name}.xml`,
    state,
    cells,
    lastRow: Math.max(0, ...[...cells.values()].map(({ row }) => row)),
    lastColumn,
    merges: merges.flatMap((ref) => rangeOf(ref) ?? []),
    hiddenRows: new Set(hiddenRows),
    hiddenColumns: new Set(hiddenColumns),
  };
}

export function bookOf(...sheets: readonly CellSheet[]): CellBook {
  return { sheets, externalLinks: false };
}

function cellOf(typed: Exclude<Typed, null>, { row, column }: { row: number; column: number }): SheetCell {
  const given = typeof typed === 'object' ? typed : { v: typed };
  const content = contentOf(given);
  return {
    address: addressOf(row, column),
    row,
    column,
    content,
    stored: given.stored ?? (content?.kind === 'number' ? String(content.number) : ''),
    format: given.format ?? 'General',
    formula: given.f ?? null,
  };
}

function contentOf({ v, date, error, truth }: Exclude<Typed, null | number | string>): CellContent | null {
  if (error !== undefined) return { kind: 'error', error };
  if (truth !== undefined) return { kind: 'boolean', boolean: truth };
  if (date !== undefined) return { kind: 'date', number: 45_000, date, time: null };
  if (typeof v === 'number') return { kind: 'number', number: v };
  return typeof v === 'string' ? { kind: 'text', text: v } : null;
}
