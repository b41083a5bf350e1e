import type { Instant } from '@duban/base';
import type { Db, Tx } from './ledger.js';
import { json } from './ledger.js';

export interface NewEvent {
  readonly campaign: string | null;
  readonly at: Instant;
  /** A verb in the past, e.g. `sheet-handed-in`. */
  readonly kind: string;
  readonly actor: string;
  /** The id of what it happened to. */
  readonly subject: string;
  readonly data?: unknown;
}

/** Writes the audit event of a change, in the same transaction as the change. */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx
    .insertInto('event')
    .values({ ...event, data: json(event.data ?? {}) })
    .execute();
}

/** All events of a campaign in the order they were committed. */
export function eventsOf(
  db: Db,
  campaign: string,
): Promise<{ at: Instant; kind: string; actor: string; subject: string; data: unknown }[]> {
  return db
    .selectFrom('event')
    .select(['at', 'kind', 'actor', 'subject', 'data'])
    .where('campaign', '=', campaign)
    .orderBy('seq')
    .execute();
}
