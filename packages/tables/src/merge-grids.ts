import { withRatios } from './cumulate.js';
import { cellKey, columnsOf, isAmount, measuresOf } from './measures.js';
import type { CellKey, Grid, TableDefinition, Value } from './types.js';

/**
 * The totals of several sheets of one table. Blank is not 0: a figure is summed over the sheets that have it and stays
 * blank when none has. Ratios are computed from the totals, texts are dropped. Sums of 家 and 人 counted once are upper
 * bounds ({@link isUpperBound}).
 */
export function mergeGrids(table: TableDefinition, grids: readonly Grid[]): Grid {
  const totals: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(table)) {
    if (!isAmount(measure)) continue;
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const present = grids.map((grid) => grid[key]).filter((value) => typeof value === 'number');
      totals[key] = present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0);
    }
  }
  return withRatios(table, totals);
}
