import type { CellKey, Finding } from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';

/** A cell of one sheet, 1-based. */
export interface Spot {
  readonly sheet: CellSheet;
  readonly row: number;
  readonly column: number;
}

/** Where one figure stands. */
export interface FigureSpot extends Spot {
  /** The unit of money the sheet names for it, where it is another one than the definition's. */
  readonly unit: string | null;
}

export interface HeaderSpot extends Spot {
  readonly value: string;
}

/** A form's parts on its sheet (or sheets), found by the hidden marks or by headers; what was read does not matter yet. */
export interface Located {
  readonly by: 'identity' | 'header';
  readonly sheet: CellSheet;
  readonly figures: ReadonlyMap<CellKey, FigureSpot>;
  /** 上期累计 by measure. */
  readonly previous: ReadonlyMap<string, FigureSpot>;
  /** 说明 by measure. */
  readonly remarks: ReadonlyMap<string, Spot>;
  /** By field; a field that was not found is absent. */
  readonly header: ReadonlyMap<string, HeaderSpot>;
  /** By block: the cell that says 填报 or 不适用. */
  readonly blocks: ReadonlyMap<string, Spot>;
  readonly heading: string;
  /** What finding had to say: rows missing, heads renamed. */
  readonly findings: readonly Finding[];
}

/** Where the records of one ledger stand. */
export interface LedgerSpot {
  readonly ledger: string;
  readonly sheet: CellSheet;
  readonly by: 'identity' | 'header';
  /** Column numbers by column key, with the unit of money the head names where it is another one. */
  readonly columns: ReadonlyMap<string, { readonly column: number; readonly unit: string | null }>;
  /** The column of running numbers, which is no content. */
  readonly number: number | null;
  readonly firstRow: number;
  readonly heading: string;
  readonly findings: readonly Finding[];
}
