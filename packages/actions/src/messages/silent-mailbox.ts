import { type Instant, plus } from '@duban/base';
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

/** Whose silence it is, of a mailbox that has taken nothing for so long. */
export type Silence =
  /** Others' mailboxes take their mail. */
  | { readonly of: 'mailbox' }
  /** No mailbox of the installation has taken any mail since, and it was tried elsewhere too. `lastSentAt`: the last that left; null: none ever did. */
  | { readonly of: 'bureau'; readonly lastSentAt: Instant | null }
  /** Mail gets out again, but so recently that this mailbox may not have had its turn. */
  | { readonly of: 'unclear' };

interface Silent {
  readonly address: string;
  readonly since: Instant;
  /** Within so long every message that waits is tried. */
  readonly turnMs: number;
}

/** Tells a mailbox that takes nothing from a bureau whose mail does not get out. Asks of all campaigns: they share the server. */
export async function whoseSilence(tx: Tx, { address, since, turnMs }: Silent, now: Instant): Promise<Silence> {
  const { lastSentAt, othersHadTheirTurn, elsewhere } = await tx
    .selectNoFrom((eb) => [
      eb
        .selectFrom('message')
        .select((last) => last.fn.max('sent_at').as('at'))
        .as('lastSentAt'),
      eb
        .exists(
          eb
            .selectFrom('message')
            .select('id')
            .where('sent_at', '>=', since)
            .where('sent_at', '<=', plus(now, -turnMs)),
        )
        .as('othersHadTheirTurn'),
      eb
        .exists(
          eb
            .selectFrom('message')
            .select('id')
            .where('created_at', '>=', since)
            .where(TRIED_IN_VAIN)
            .where(sql<string>`lower(address)`, '<>', mailboxOf(address)),
        )
        .as('elsewhere'),
    ])
    .executeTakeFirstOrThrow();
  if (lastSentAt !== null && lastSentAt >= since) return { of: othersHadTheirTurn ? 'mailbox' : 'unclear' };
  return elsewhere ? { of: 'bureau', lastSentAt } : { of: 'mailbox' };
}

/** Not one that is under way for the first time, nor one that was refused: a server that refuses is there. */
const TRIED_IN_VAIN = sql<boolean>`(attempts > 1 or (attempts = 1 and state <> 'sending'))
  and state in ('deferred', 'unknown', 'sending', 'cancelled')`;
