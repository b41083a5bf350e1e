import {
  type Column,
  cellKey,
  columnsOf,
  formatExact,
  type Grid,
  type Measure,
  type TableDefinition,
} from '@duban/tables';
import type { Typed } from './cell-book.js';

/** A figure as a clerk types it. */
export function typed(measure: Measure, grid: Grid, column: Column): Typed {
  const value = grid[cellKey(measure.key, column)] ?? null;
  if (value === null || typeof value === 'string') return value;
  return Number(formatExact(measure, value));
}

/** The lists of a table as rows: title of the section, then label, unit and the figures of `columns`. */
export function listRows(
  table: TableDefinition,
  { grid, columns }: { readonly grid: Grid; readonly columns: readonly (Column | 'previous')[] },
): Typed[][] {
  return table.sections.flatMap((section) => [
    [section.title],
    ...section.measures.map((measure) => [
      measure.label,
      measure.unit,
      ...columns.map((column) =>
        column !== 'previous' && columnsOf(measure).includes(column) ? typed(measure, grid, column) : null,
      ),
    ]),
  ]);
}
