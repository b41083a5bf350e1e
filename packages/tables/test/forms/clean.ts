import { readdirSync, readFileSync } from 'node:fs';
import {
  type CellKey,
  cellKey,
  columnsOf,
  cumulate,
  type Grid,
  type Ledgers,
  measuresOf,
  type TableDefinition,
  type Value,
  withCounts,
} from '../../src/index.js';
import { loadTable } from '../../src/schema.js';

/** Of money in 分. */
export const YUAN = 100;
export const WAN = 10_000 * YUAN;

const folder = new URL('../../../../seeds/tables/', import.meta.url);

/** The files of the forms shipped, by name. */
export const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

export function textOf(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

const loaded = new Map<string, TableDefinition>();

export function formOf(file: string, options: Readonly<Record<string, boolean>> = {}): TableDefinition {
  const key = JSON.stringify([file, options]);
  const table = loaded.get(key) ?? loadTable(textOf(file), file, options);
  loaded.set(key, table);
  return table;
}

interface Filled {
  /** 本期 by measure; what is not named is 2 (件, 家 …) or 1 万元. */
  readonly figures?: Readonly<Record<string, number>>;
  readonly ledgers?: Ledgers;
  readonly previous?: Grid;
}

/** A form filled in from top to bottom, following on `previous`. */
export function filledGrid(table: TableDefinition, { figures = {}, ledgers = {}, previous = {} }: Filled): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(table)) {
    if (measure.kind === 'ratio' || measure.kind === 'text' || measure.from !== undefined) continue;
    const value = figures[measure.key] ?? (measure.kind === 'money' ? WAN : 2);
    grid[cellKey(measure.key, 'current')] = value;
    if (measure.semantics !== 'flow-distinct' || !columnsOf(measure).includes('cumulative')) continue;
    const before = previous[cellKey(measure.key, 'cumulative')];
    grid[cellKey(measure.key, 'cumulative')] = value + (typeof before === 'number' ? before : 0);
  }
  return cumulate(table, withCounts(table, grid, ledgers), previous);
}
