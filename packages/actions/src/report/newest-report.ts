import type { Db } from '@duban/ledger';

/** The summary report of a campaign as it is on its way, or as it was issued last; undefined before it was compiled. */
export function newestReport(db: Db, campaign: string) {
  return selectNewestReport(db, campaign).executeTakeFirst();
}

/** The same as a part of a statement that asks for more. */
export function selectNewestReport(db: Db, campaign: string) {
  return db
    .selectFrom('document')
    .select(['id', 'stage', 'snapshot', 'stale_since', 'stale_reason'])
    .where('campaign', '=', campaign)
    .where('kind', '=', 'summary')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
}

export type NewestReport = NonNullable<Awaited<ReturnType<typeof newestReport>>>;
