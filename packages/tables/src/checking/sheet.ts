import { figuresThatCount } from '../counts.js';
import type { Facts } from '../language/facts.js';
import { namesOf } from '../language/names.js';
import { cellKey, measuresOf } from '../measures.js';
import { measuresOfBlocks } from '../parts.js';
import type { Against, Grid, Ledgers, Measure, TableDefinition } from '../types.js';
import { isBlank } from '../values.js';

/** What a sheet is checked with: besides its own ledgers and blocks, what it is held against. */
export interface Checking extends Against {
  readonly ledgers?: Ledgers;
  readonly absentBlocks?: readonly string[];
}

/** One sheet on the table, with all that is asked of it again and again. */
export interface Sheet {
  readonly table: TableDefinition;
  /** As it was filled in. */
  readonly typed: Grid;
  /** Without the cells of absent blocks, counted measures computed anew: what is judged. */
  readonly grid: Grid;
  readonly ledgers: Ledgers;
  readonly absentBlocks: readonly string[];
  /** Those of blocks that are there. */
  readonly measures: readonly Measure[];
  /** 情况说明 is filled in. */
  readonly explained: boolean;
  readonly facts: Omit<Facts, 'column'>;
  readonly against: Against;
}

export function openSheet(table: TableDefinition, typed: Grid, checking: Checking): Sheet {
  const { ledgers = {}, absentBlocks = [], previous = {}, lastPeriod = null, base = null, peers = null } = checking;
  const absent = measuresOfBlocks(table, absentBlocks);
  const grid = figuresThatCount(table, { grid: typed, ledgers, absentBlocks });
  const measures = measuresOf(table).filter(({ key }) => !absent.has(key));
  const against = { previous, lastPeriod, base, peers };
  return {
    table,
    typed,
    grid,
    ledgers,
    absentBlocks,
    measures,
    explained: measures.some(({ kind, key }) => kind === 'text' && !isBlank(grid[cellKey(key, 'current')])),
    facts: { ...namesOf(table), grid, ...against, records: ledgers, absent },
    against,
  };
}
