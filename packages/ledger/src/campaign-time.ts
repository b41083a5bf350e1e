import { type Instant, plus } from '@duban/base';
import { type Db, json, type Tx } from './ledger.js';

const KEY = 'campaign-time-offset-ms';
const ACCELERATED = 'accelerated';

/** Campaign time = server time + offset; the offset is one row. Zero on a live system, set at the start of a rehearsal. */
export async function campaignTime(db: Db, serverNow: Instant): Promise<Instant> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return plus(serverNow, (row?.value as { ms: number } | undefined)?.ms ?? 0);
}

/** Sets the offset so that `serverNow` reads as `campaignNow`. */
export async function setCampaignTime(tx: Tx, serverNow: Instant, campaignNow: Instant): Promise<void> {
  await setSetting(tx, KEY, { ms: campaignNow - serverNow });
}

/** Whether campaign time may be jumped here: tests and demonstrations, never a bureau's own installation. */
export async function isAccelerated(db: Db): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', ACCELERATED).executeTakeFirst();
  return (row?.value as { on: boolean } | undefined)?.on ?? false;
}

/** Marks the installation as accelerated, or no longer. */
export async function setAccelerated(tx: Tx, on: boolean): Promise<void> {
  await setSetting(tx, ACCELERATED, { on });
}

async function setSetting(tx: Tx, key: string, content: unknown): Promise<void> {
  const value = json(content);
  await tx
    .insertInto('setting')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}
