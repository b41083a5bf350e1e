import type { Bounds, CellKey, Grid, Ledger } from '@duban/tables';
import { columnLetters } from '../cells/address.js';
import type { MergeInput } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { markedStandings } from '../wording/merge.js';
import { type FigureColumn, figureColumns } from './merge-columns.js';
import { totalsOf } from './merge-totals.js';
import type { CellTarget } from './put.js';
import { colours } from './styles.js';

/** Where everything stands on 汇总; known before anything is written, so that other sheets may point at it. */
export interface Overview {
  readonly sheet: string;
  readonly totals: Grid;
  readonly bounds: Readonly<Partial<Record<CellKey, Bounds>>>;
  /** Figures whose total is not the sum of the rows, but was counted by codes. */
  readonly byCodes: ReadonlySet<CellKey>;
  readonly figures: readonly FigureColumn[];
  /** The ledgers whose records are counted per office. */
  readonly ledgers: readonly Ledger[];
  /** Whether offices have a column of remarks: why this version, why exempt. */
  readonly notes: boolean;
  readonly firstFigure: number;
  /** Figures (and `ledger:<key>`) to their column letters. */
  readonly columnOf: ReadonlyMap<string, string>;
}

export function overviewOf(input: MergeInput, sheet: string = sheetNames.overview): Overview {
  const figures = figureColumns(input.table);
  const ledgers = input.rows.some((row) => row.ledgers !== undefined) ? input.table.ledgers : [];
  const notes = input.rows.some((row) => (row.note ?? '') !== '');
  const firstFigure = notes ? 5 : 4;
  const keys = [...figures.map(({ key }) => key), ...ledgers.map(ledgerKey)];
  const columnOf = new Map(keys.map((key, i) => [key, columnLetters(firstFigure + i)]));
  const { totals, bounds } = totalsOf(input);
  const byCodes = new Set(
    figures.map(({ key }) => key).filter((key) => bounds[key] !== undefined && totals[key] !== sumOf(input, key)),
  );
  return { sheet, totals, bounds, byCodes, figures, ledgers, notes, firstFigure, columnOf };
}

/** What the live sum of a column comes to. */
function sumOf({ rows }: MergeInput, key: CellKey): number {
  return rows.reduce((sum, { grid }) => sum + (typeof grid?.[key] === 'number' ? (grid[key] as number) : 0), 0);
}

export function ledgerKey({ key }: Ledger): string {
  return `ledger:${key}`;
}

/** Places outside 汇总 that its cells point at; none in a summary of periods, which has 汇总 sheets only. */
export interface Targets {
  /** Where the i-th column's sources are listed. */
  readonly source: (i: number) => CellTarget;
  /** Where a total of 家 or 人 was counted by codes. */
  readonly distinct: (key: CellKey) => CellTarget | undefined;
}

export function standingFill(standing: string): { readonly fill?: string } {
  const colour = markedStandings[standing as keyof typeof markedStandings];
  return colour === undefined ? {} : { fill: colours[colour] };
}
