import type { Instant } from '@duban/base';
import { maskIdNumbersInJson } from '@duban/base/mask';
import type { Db, Tx } from './ledger.js';
import { json } from './ledger.js';

export interface NewEvent {
  readonly campaign: string | null;
  readonly at: Instant;
  /** A verb in the past, e.g. `sheet-handed-in`. */
  readonly kind: string;
  /** Whose function; of a person who signed in, with the account. */
  readonly actor: string | { readonly name: string; readonly account?: string | undefined };
  /** The id of what it happened to. */
  readonly subject: string;
  readonly data?: unknown;
}

/** Writes the audit event of a change, in the same transaction as the change. */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      ...event,
      actor: typeof event.actor === 'string' ? event.actor : event.actor.name,
      account: typeof event.actor === 'string' ? null : (event.actor.account ?? null),
      // Reasons, notes and file names come from people; the record is kept for ever and read by many.
      data: maskIdNumbersInJson(json(event.data ?? {})),
    })
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
