import { type Column, cellKey, columnsOf, type Grid, measuresOf } from '@duban/tables';
import { expect } from 'vitest';
import type { CellSheet } from '../src/cells/types.js';
import { type SheetOptions, sheetOf, type Typed } from './cell-book.js';
import { listRows } from './messy-form.js';
import { cleanGrid, t1 } from './t1.js';

// T1 as a county made it itself: no hidden marks, no identity.
export const grid = cleanGrid(cleanGrid());
export const COLUMNS = ['current', 'adjust', 'cumulative'] as const;

/** The figures a form of these columns can give; the rest of the grid is not on it. */
export function only(columns: readonly Column[]): Grid {
  const keys = measuresOf(t1).flatMap((measure) =>
    columnsOf(measure).flatMap((column) =>
      columns.includes(column) && measure.kind !== 'ratio' ? [cellKey(measure.key, column)] : [],
    ),
  );
  return Object.fromEntries(keys.map((key) => [key, grid[key] ?? null]));
}

/** All the figures of {@link upright} were read. */
export function expectFigures(found: { readonly grid: Grid }): void {
  expect(found.grid).toMatchObject(only(COLUMNS));
}

/** The form with its measures down the side; `change` does to its rows what counties do. */
export function upright(change: (rows: Typed[][]) => void = () => {}, options: SheetOptions = {}): CellSheet {
  const rows: Typed[][] = [
    ['医保基金工作情况统计表'],
    ['填报单位：任城区医保局', null, '统计期：2023年四季度'],
    ['指标', '计量单位', '本期', '上期调整数', '累计'],
    ...listRows(t1, { grid, columns: COLUMNS }),
    ['填报人：李四  联系电话：0537-2345678', null, '单位负责人（签字）：张三'],
  ];
  change(rows);
  return sheetOf(rows, options);
}

export function rowOf(rows: readonly (readonly Typed[])[], label: string): number {
  return rows.findIndex((row) => row.includes(label));
}

export function lineOf(rows: Typed[][], label: string): Typed[] {
  const row = rows[rowOf(rows, label)];
  if (row === undefined) throw new Error(`no row ${label}`);
  return row;
}
