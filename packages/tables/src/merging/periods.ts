import { withRatios } from '../cumulate.js';
import { cellKey, columnsOf, isAmount, measuresOf } from '../measures.js';
import type { Bounds, CellKey, Column, Grid, Measure, Merged, TableDefinition, Value } from '../types.js';
import { unionBounds } from './distinct.js';

/**
 * One office's figures of several periods, given in the order of time, as if they were one period: what can be added up is (本期,
 * 上期调整数), a stock and 累计 are the last that is there, 家 and 人 counted once lie between the largest period and the sum, ratios are
 * computed anew. A period without a figure adds nothing and blank stays blank; texts are dropped.
 */
export function mergePeriods(table: TableDefinition, grids: readonly Grid[]): Merged {
  const merged: Partial<Record<CellKey, Value>> = {};
  const bounds: Partial<Record<CellKey, Bounds>> = {};
  for (const measure of measuresOf(table)) {
    if (!isAmount(measure)) continue;
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const there = grids.map((grid) => grid[key]).filter((value) => typeof value === 'number');
      merged[key] = there.length === 0 ? null : mergedOver(there, { measure, column });
      if (measure.semantics !== 'flow-distinct' || column !== 'current' || there.length === 0) continue;
      bounds[key] = unionBounds(there.map((value) => ({ value, codes: null })));
    }
  }
  return { grid: withRatios(table, merged), bounds };
}

function mergedOver(
  values: readonly number[],
  { measure, column }: { readonly measure: Measure; readonly column: Column },
): number | null {
  const last = measure.semantics === 'stock' || column === 'cumulative';
  return last ? (values.at(-1) ?? null) : values.reduce((sum, value) => sum + value, 0);
}
