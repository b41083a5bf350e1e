import {
  type CellKey,
  cellKey,
  columnsOf,
  cumulate,
  type Grid,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';

/**
 * What a nil report stands for: every flow of the period is 0, never blank, and 累计 is what it was (`previous`: the office's last accepted
 * sheet, `{}` when there is none). A stock that nobody changed is what it was as well; words stay blank.
 */
export function nilGrid(table: TableDefinition, previous: Grid): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(table)) {
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const before = previous[key];
      const goesOn = column === 'cumulative' || measure.semantics === 'stock';
      grid[key] = measure.kind === 'text' ? null : goesOn && typeof before === 'number' ? before : 0;
    }
  }
  return cumulate(table, grid, previous);
}
