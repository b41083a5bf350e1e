import type { Db } from '@duban/ledger';
import { type Grid, peerMedians, type TableDefinition } from '@duban/tables';

/** The medians of the other offices' accepted sheets of the same requirement and period: what a slip of ten thousand stands out from. */
export async function peersOf(
  db: Db,
  {
    obligation,
    table,
  }: {
    readonly obligation: {
      readonly campaign: string;
      readonly requirement: string;
      readonly period: string;
      readonly office: string;
    };
    readonly table: TableDefinition;
  },
): Promise<Grid> {
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('submission as s', 's.id', 'o.accepted_submission')
    .select('s.grid')
    .where('o.campaign', '=', obligation.campaign)
    .where('o.requirement', '=', obligation.requirement)
    .where('o.period', '=', obligation.period)
    .where('o.office', '!=', obligation.office)
    .execute();
  return peerMedians(
    table,
    rows.flatMap(({ grid }) => (grid === null ? [] : [grid])),
  );
}
