import { type Instant, MINUTE, plus } from '@duban/base';
import type { Db } from '@duban/ledger';
import { mayLeave } from '../facts/campaign-status.js';
import { nextAttempt, OPEN } from './open-messages.js';

/** Mail waits behind other mail and through a restart. */
const MAIL_GRACE_MS = 15 * MINUTE;
/** How many ids are named. */
const NAMED = 5;

/** Rows that should have left by now. */
export interface Waiting {
  readonly count: number;
  readonly oldest: Instant;
  /** Ids of the first few. */
  readonly ids: readonly string[];
}

/** Mail that could have been tried long ago; null: none. */
export async function lateMail(db: Db, now: Instant): Promise<Waiting | null> {
  const rows = await db
    .selectFrom('message as m')
    .innerJoin('campaign as c', 'c.id', 'm.campaign')
    .select(['m.id', 'm.kind', 'm.state', 'm.send_after', 'm.next_attempt_at', 'm.lease_until', 'c.status'])
    .where('m.state', 'in', OPEN)
    .where((eb) =>
      eb.or([
        eb('m.kind', '!=', 'chase'),
        // A chase without lines belongs to no office: nobody waits for it.
        eb.exists(eb.selectFrom('message_line as l').select('l.message').whereRef('l.message', '=', 'm.id')),
      ]),
    )
    .orderBy('m.id')
    .execute();
  const late = rows
    // Of a closed campaign the rest goes too: its claim cancels it.
    .filter((m) => (m.status === 'closed' || mayLeave(m.status, m)) && nextAttempt(m) < plus(now, -MAIL_GRACE_MS))
    .sort((a, b) => nextAttempt(a) - nextAttempt(b));
  const oldest = late[0];
  if (!oldest) return null;
  return { count: late.length, oldest: nextAttempt(oldest), ids: late.slice(0, NAMED).map((m) => m.id) };
}
