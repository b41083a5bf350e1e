import { cellKey, columnsOf, measuresOf } from './measures.js';
import type { CellKey, Grid, Measure, TableDefinition, Value } from './types.js';

/**
 * Completes a sheet: 累计 of additive measures (last accepted 累计 + 本期 + 上期调整数) where it is still blank, and every
 * ratio. `previous` is `{}` in the first period. 累计 of 家 and 人 is left alone: it cannot be computed.
 */
export function cumulate(table: TableDefinition, grid: Grid, previous: Grid = {}): Grid {
  const completed: Partial<Record<CellKey, Value>> = { ...grid };
  const first = Object.keys(previous).length === 0;
  for (const measure of measuresOf(table)) {
    if (!columnsOf(measure).includes('adjust')) continue;
    const key = cellKey(measure.key, 'cumulative');
    if (completed[key] !== undefined && completed[key] !== null) continue;
    const current = completed[cellKey(measure.key, 'current')];
    const adjust = completed[cellKey(measure.key, 'adjust')] ?? 0;
    const before = first ? 0 : previous[key];
    if (typeof current !== 'number' || typeof adjust !== 'number' || typeof before !== 'number') continue;
    completed[key] = before + current + adjust;
  }
  return withRatios(table, completed);
}

/** The same figures with every ratio computed anew; a ratio over 0 or over a blank is blank. */
export function withRatios(table: TableDefinition, grid: Grid): Grid {
  const completed: Partial<Record<CellKey, Value>> = { ...grid };
  for (const measure of measuresOf(table)) {
    if (measure.ratio !== undefined) completed[cellKey(measure.key, 'current')] = ratioOf(measure, grid);
  }
  return completed;
}

/** A ratio in percent, rounded half up to its decimals; null over 0, over a blank, or for a measure that is no ratio. */
export function ratioOf(measure: Measure, grid: Grid): number | null {
  if (measure.ratio === undefined) return null;
  const of = grid[measure.ratio.of];
  const over = grid[measure.ratio.over];
  if (typeof of !== 'number' || typeof over !== 'number' || !(over > 0)) return null;
  const scale = 10 ** measure.decimals;
  // Whole numbers first: 57 / 200 * 100 is 28.499999999999996, and would be rounded down.
  const hundredfold = of * 100 * scale;
  if (!Number.isSafeInteger(hundredfold)) return Math.round((of / over) * 100 * scale) / scale;
  return Math.round(hundredfold / over) / scale;
}
