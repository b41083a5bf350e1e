/**
 * What a workbook's cells hold, as the reader of forms sees them: exact, without a guess. Made by `readCells` from the package itself,
 * not by exceljs, which loses cached 0 and false, repeats a merge's value and fails on prefixed namespaces (findings.md).
 */
export interface CellBook {
  readonly sheets: readonly CellSheet[];
  /** Formulas of this workbook refer to other files. */
  readonly externalLinks: boolean;
}

export interface CellSheet {
  readonly name: string;
  /** e.g. `xl/worksheets/sheet1.xml`: where a marked return puts its marks. */
  readonly part: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** By address (`E7`); a cell without content is absent, also below or right of a merge's first cell. */
  readonly cells: ReadonlyMap<string, SheetCell>;
  /** 1-based; 0 for a sheet without any content. */
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly merges: readonly CellRange[];
  /** 1-based; hidden by hand, by a filter or by height / width 0. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
}

/** 1-based, both ends inside. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export type CellContent =
  | { readonly kind: 'number'; readonly number: number }
  /** A number whose format is a date: `date` is `YYYY-MM-DD`, also in 1904 workbooks; `time` is `HH:MM:SS` or null without a part of a day. */
  | { readonly kind: 'date'; readonly number: number; readonly date: string; readonly time: string | null }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'error'; readonly error: string };

export interface SheetCell {
  readonly address: string;
  readonly row: number;
  readonly column: number;
  /** Null for a formula without a cached result. */
  readonly content: CellContent | null;
  /** The characters stored for a number (`1.2000000000000002E2`), for exactness; '' otherwise. */
  readonly stored: string;
  /** The number format shown, e.g. `0.00`, `@`, `yyyy"年"m"月"`; `General` when none. */
  readonly format: string;
  /** Without `=`; a shared formula is spelled out for its cell; null when there is none. */
  readonly formula: string | null;
}
