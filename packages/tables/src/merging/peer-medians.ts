import { cellKey, columnsOf, isAmount, measuresOf } from '../measures.js';
import type { CellKey, Grid, TableDefinition, Value } from '../types.js';

/** Fewer would point at single offices. */
const FEWEST = 5;

/**
 * The median of the offices' figures, cell by cell, where at least five have one; leave the office that is to be compared out of `grids`. Of an
 * even number the lower middle, so that it is a figure somebody reported.
 */
export function peerMedians(table: TableDefinition, grids: readonly Grid[]): Grid {
  const medians: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(table)) {
    if (!isAmount(measure)) continue;
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const figures = grids
        .map((grid) => grid[key])
        .filter((value) => typeof value === 'number' && !Number.isNaN(value));
      if (figures.length < FEWEST) continue;
      const sorted = figures.sort((a, b) => Number(a) - Number(b));
      medians[key] = sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
    }
  }
  return medians;
}
