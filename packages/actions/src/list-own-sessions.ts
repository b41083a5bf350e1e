import type { Instant } from '@duban/base';
import type { AccountRole } from '@duban/ledger';
import { type OwnSession, ownSession } from './accounts/own-session.js';
import type { Context } from './context.js';
import { liveSessions } from './session-token.js';

export interface SessionListed {
  /** Names it to its owner; opens nothing. */
  readonly id: string;
  /** True: the one that asks. */
  readonly own: boolean;
  readonly role: AccountRole | null;
  readonly campaign: string | null;
  /** These three in server time. */
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly endsAt: Instant;
}

/** Where this account is signed in. Throws `sign-in-needed`. */
export async function listOwnSessions(
  ctx: Pick<Context, 'ledger'>,
  { token, now }: OwnSession,
): Promise<SessionListed[]> {
  const { db } = ctx.ledger;
  const own = await ownSession(db, { token, now });
  const rows = await liveSessions(db, now)
    .selectAll()
    .where('account', '=', own.account)
    .orderBy('created_at')
    .orderBy('token_hash')
    .execute();
  return rows.map((row) => ({
    id: publicId(row.token_hash),
    own: row.token_hash === own.token_hash,
    role: row.role,
    campaign: row.campaign,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
  }));
}

/** A piece of the hash: enough to tell an account's sessions apart. */
export function publicId(hash: string): string {
  return hash.slice(0, 16);
}
