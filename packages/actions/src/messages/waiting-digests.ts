import type { Instant } from '@duban/base';
import type { MessageRow, Tx } from '@duban/ledger';

/** A later digest of the same campaign, sent or still to be sent: it says how things stand, and what this one had to say of what came in. */
export async function newerDigest(tx: Tx, { id, campaign, created_at }: MessageRow): Promise<string | null> {
  const newer = await tx
    .selectFrom('message')
    .select('id')
    .where('campaign', '=', campaign)
    .where('kind', '=', 'digest')
    .where('id', '!=', id)
    .where('created_at', '>', created_at)
    .where('state', 'not in', ['failed', 'cancelled'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newer?.id ?? null;
}

/** Since when nobody was told what came in: the last morning, or that before the oldest digest that has not left. Null: since the launch. */
export async function untoldSince(tx: Tx, campaign: string, lastMorning: Instant | null): Promise<Instant | null> {
  const oldest = await tx
    .selectFrom('message')
    .select('facts')
    .where('campaign', '=', campaign)
    .where('kind', '=', 'digest')
    .where('state', 'in', ['planned', 'sending', 'deferred', 'unknown'])
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return oldest === undefined ? lastMorning : ((oldest.facts.since ?? null) as Instant | null);
}
