import type { Instant } from '@duban/base';
import { sql } from 'kysely';
import type { Db, Tx } from './ledger.js';

/** Keeps when an office's chaser acts next (null: nothing is ahead); a look that changes nothing writes nothing. */
export async function keepOfficeNext(
  tx: Tx,
  { campaign, office, at }: { readonly campaign: string; readonly office: string; readonly at: Instant | null },
): Promise<void> {
  await tx
    .insertInto('office_next')
    .values({ campaign, office, at })
    .onConflict((c) =>
      c.columns(['campaign', 'office']).doUpdateSet({ at }).where('office_next.at', 'is distinct from', at),
    )
    .execute();
}

/** The offices whose turn comes first, at most `limit`; who was never looked at stands in front: its first look is under way. */
export async function officesByNext(db: Db, campaign: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('office as o')
    .leftJoin('office_next as n', (on) => on.onRef('n.campaign', '=', 'o.campaign').onRef('n.office', '=', 'o.id'))
    .select('o.id')
    .where('o.campaign', '=', campaign)
    .orderBy(sql`n.office is null`, 'desc')
    .orderBy('n.at', (by) => by.asc().nullsLast())
    .orderBy('o.position')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
