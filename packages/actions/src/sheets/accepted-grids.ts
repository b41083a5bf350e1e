import type { Db } from '@duban/ledger';
import { type Grid, peerMedians, type TableDefinition } from '@duban/tables';

/** Whose sheet it is, and of which round. */
export interface Owed {
  readonly campaign: string;
  readonly requirement: string;
  readonly period: string;
  readonly office: string;
}

/** The medians of the other offices' accepted sheets of the same requirement and period: what a slip of ten thousand stands out from. */
export async function peersOf(db: Db, owed: Owed, table: TableDefinition): Promise<Grid> {
  const rows = await acceptedSheets(db, owed)
    .where('o.period', '=', owed.period)
    .where('o.office', '!=', owed.office)
    .execute();
  return peerMedians(
    table,
    rows.flatMap(({ grid }) => (grid === null ? [] : [grid])),
  );
}

/** The office's last accepted sheet of the same requirement from an earlier period: its 累计 is this period's 上期累计. `{}` when there is none. */
export async function previousGrid(db: Db, owed: Owed): Promise<Grid> {
  const row = await acceptedSheets(db, owed)
    .where('o.office', '=', owed.office)
    .where('o.period', '<', owed.period)
    .orderBy('o.period', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.grid ?? {};
}

function acceptedSheets(db: Db, { campaign, requirement }: Owed) {
  return db
    .selectFrom('obligation as o')
    .innerJoin('submission as s', 's.id', 'o.accepted_submission')
    .select('s.grid')
    .where('o.campaign', '=', campaign)
    .where('o.requirement', '=', requirement);
}
