import { type CellKey, type Grid, mergeGrids, type Value, withRatios } from '@duban/tables';
import type { MergeInput, MergeRow } from '../contract.js';

/** Whether an office has figures that are added up. */
export function isCounted(row: MergeRow): row is MergeRow & { readonly grid: Grid } {
  return row.grid !== null;
}

/**
 * The totals of the rows printed. What the caller calls totals must be the same: one workbook, one truth. A total of 家 or 人
 * that institution codes were counted for cannot be added up here; it has to lie within its bounds.
 */
export function totalsOf({ table, rows, totals, bounds = {} }: MergeInput): Grid {
  const summed: Partial<Record<CellKey, Value>> = {
    ...mergeGrids(
      table,
      rows.filter(isCounted).map((row) => row.grid),
    ),
  };
  for (const key of Object.keys(bounds) as CellKey[]) if (key in summed) summed[key] = totals[key] ?? null;
  const own = withRatios(table, summed);
  for (const [key, value] of Object.entries(totals) as [CellKey, Value][]) {
    const within = bounds[key];
    if (within !== undefined && typeof value === 'number' && (value < within.least || value > within.most))
      throw new Error(`totals disagree with their bounds at ${key}: ${value} given, ${within.least} to ${within.most}`);
    if (key in own && own[key] !== value)
      throw new Error(`totals disagree with the rows at ${key}: ${value} given, ${own[key]} summed`);
  }
  return own;
}
