import { type Instant, plus } from '@duban/base';
import { type Db, json, type Tx } from './ledger.js';

const KEY = 'campaign-time-offset-ms';

/** Campaign time = server time + offset; the offset is one row. Zero on a live system, set at the start of a rehearsal. */
export async function campaignTime(db: Db, serverNow: Instant): Promise<Instant> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return plus(serverNow, (row?.value as { ms: number } | undefined)?.ms ?? 0);
}

/** Sets the offset so that `serverNow` reads as `campaignNow`. */
export async function setCampaignTime(tx: Tx, serverNow: Instant, campaignNow: Instant): Promise<void> {
  const value = json({ ms: campaignNow - serverNow });
  await tx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}
