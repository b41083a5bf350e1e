import { figuresThatCount } from '../counts.js';
import { withRatios } from '../cumulate.js';
import { cellKey, columnsOf, measuresOf, splitKey } from '../measures.js';
import { mergeGrids } from '../merge-grids.js';
import type { Bounds, CellKey, Grid, Ledgers, Measure, Merged, Part, TableDefinition, Value } from '../types.js';
import { codesOf } from './codes.js';
import { type Counted, unionBounds } from './distinct.js';

/** One office's figures as they are merged, and the records behind them. */
export interface Opened {
  readonly grid: Grid;
  readonly ledgers: Ledgers;
}

export function openPart(table: TableDefinition, { data }: Part): Opened {
  return { grid: figuresThatCount(table, data), ledgers: data.ledgers };
}

/**
 * The totals of several offices' sheets. Sums as `mergeGrids` makes them (blank is never 0); 家 and 人 counted once by the union of their codes
 * where the offices brought them, with bounds otherwise. Codes that do not come to the figure next to them are not trusted, so an
 * empty list is no proof of 0.
 */
export function mergeSheets(table: TableDefinition, parts: readonly Part[]): Merged {
  const { grid, bounds } = mergeOpened(
    table,
    parts.map((part) => openPart(table, part)),
  );
  return { grid, bounds };
}

/** {@link mergeSheets}, with the plain sums beside it. */
export function mergeOpened(table: TableDefinition, opened: readonly Opened[]): Merged & { readonly sums: Grid } {
  const sums = mergeGrids(
    table,
    opened.map((each) => each.grid),
  );
  const grid: Partial<Record<CellKey, Value>> = { ...sums };
  const bounds: Partial<Record<CellKey, Bounds>> = {};
  for (const measure of measuresOf(table).filter(
    ({ semantics, distinct }) => semantics === 'flow-distinct' || distinct,
  )) {
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const counted = opened.flatMap((each) => countedBy(each, { table, measure, key }));
      if (counted.length === 0) continue;
      const between = unionBounds(counted);
      bounds[key] = between;
      grid[key] = between.most;
    }
  }
  return { grid: withRatios(table, grid), bounds, sums };
}

interface Cell {
  readonly table: TableDefinition;
  readonly measure: Measure;
  readonly key: CellKey;
}

function countedBy({ grid, ledgers }: Opened, { table, measure, key }: Cell): readonly Counted[] {
  const value = grid[key];
  if (typeof value !== 'number') return [];
  // The records of a ledger are those of 本期; 累计 may hold institutions of earlier periods.
  const codes = splitKey(key).column === 'current' ? codesOf(table, measure, ledgers) : null;
  return [{ value, codes: codes?.size === value ? codes : null }];
}
