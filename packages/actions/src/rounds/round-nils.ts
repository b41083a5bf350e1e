import type { Instant } from '@duban/base';
import type { Db } from '@duban/ledger';
import type { Grid, TableDefinition } from '@duban/tables';
import { previousGrid } from '../sheets/accepted-grids.js';
import { nilGrid } from '../sheets/nil-grid.js';

/** A nil report that counts in a round: figures of 0, or none in a round of reports. */
export interface CountedNil {
  readonly grid: Grid | null;
  /** When it came; null where nobody knows. */
  readonly arrivedAt: Instant | null;
}

interface Of {
  readonly round: string;
  readonly table: TableDefinition | null;
  readonly merged: boolean;
}

/** The nil reports of a round by obligation: before the merge those that stand, after it those that were merged, whatever became of them. */
export async function nilsOf(db: Db, { round, table, merged }: Of): Promise<ReadonlyMap<string, CountedNil>> {
  const rows = await db
    .selectFrom('obligation as o')
    .leftJoin('nil_declaration as n', (join) =>
      join
        .onRef('n.obligation', '=', 'o.id')
        .on((eb) => (merged ? eb('n.merged', '=', true) : eb('n.state', '=', 'standing'))),
    )
    .select(['o.id', 'o.campaign', 'o.requirement', 'o.period', 'o.office', 'n.grid', 'n.arrived_at as arrivedAt'])
    .where('o.round', '=', round)
    .where((eb) => (merged ? eb('n.merged', '=', true) : eb('o.state', '=', 'nil')))
    .execute();
  const nils = new Map<string, CountedNil>();
  for (const { id, grid, arrivedAt, ...owed } of rows)
    nils.set(id, {
      grid: merged || table === null ? grid : nilGrid(table, await previousGrid(db, owed)),
      arrivedAt,
    });
  return nils;
}
