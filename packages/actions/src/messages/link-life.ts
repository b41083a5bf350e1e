import { DAY, type Instant, plus } from '@duban/base';
import { at } from '@duban/base/time';
import type { Db } from '@duban/ledger';

/** So long after its campaign was closed a link still shows what was filed. */
const AFTER_CLOSE_MS = 30 * DAY;
/** So long after the last cut-off, where nobody closes the campaign. */
const AFTER_LAST_ROUND_MS = 180 * DAY;

/**
 * When the links of a campaign end, in campaign time: no link outlives its campaign for long, and none must be renewed while anything
 * can still be owed. Derived like the link itself: what is amended or reopened lengthens it. Null where there is no such campaign.
 */
export async function linksEnd(db: Db, campaign: string): Promise<Instant | null> {
  const row = await db
    .selectFrom('campaign as c')
    .leftJoin('round as r', 'r.campaign', 'c.id')
    .select((eb) => ['c.closed_at', 'c.launched_at', eb.fn.max('r.cut_off').as('last')])
    .where('c.id', '=', campaign)
    .groupBy(['c.id', 'c.closed_at', 'c.launched_at'])
    .executeTakeFirst();
  if (!row) return null;
  if (row.closed_at !== null) return plus(row.closed_at, AFTER_CLOSE_MS);
  return plus(row.last === null ? row.launched_at : at(row.last, '23:59'), AFTER_LAST_ROUND_MS);
}
