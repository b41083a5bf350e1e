import type { Instant } from '@duban/base';
import type { MessageRow, Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { mailboxOf } from '../chase/same-people.js';

/**
 * Since when a person's mailbox has taken nothing: the first chase to it that was tried and not taken, after the last mail that was. A chase is
 * its day's and gives way to the next one, so that none of them ever gets old. Null when none was tried.
 */
export async function silentSince(
  tx: Tx,
  { campaign, recipient, address }: Pick<MessageRow, 'campaign' | 'recipient' | 'address'>,
): Promise<Instant | null> {
  const theirs = tx
    .selectFrom('message as m')
    .where('m.campaign', '=', campaign)
    .where('m.recipient', '=', recipient)
    .where(sql<string>`lower(m.address)`, '=', mailboxOf(address));
  const { since } = await theirs
    .select((eb) => eb.fn.min('m.created_at').as('since'))
    .where('m.kind', '=', 'chase')
    .where('m.attempts', '>', 0)
    .where('m.state', '!=', 'sent')
    .where('m.created_at', '>', (eb) =>
      eb.fn.coalesce(
        theirs.select((sent) => sent.fn.max('m.sent_at').as('at')),
        sql<Instant>`0`,
      ),
    )
    .executeTakeFirstOrThrow();
  return since;
}
