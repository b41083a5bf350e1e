import { DubanError, type Instant } from '@duban/base';
import type { Db } from '@duban/ledger';
import { liveSession, type SessionOwner } from '../session-token.js';

/** A session of an account, by its token; `now` is server time. */
export interface OwnSession {
  readonly token: string;
  readonly now: Instant;
}

/**
 * The session behind a token, which must be of an account: a trial session and a mailed link have no password.
 * @throws DubanError `sign-in-needed`
 */
export async function ownSession(db: Db, { token, now }: OwnSession) {
  const session = await liveSession(db, token, now);
  if (!session || session.account === null) throw new DubanError('sign-in-needed');
  return { ...session, account: session.account };
}

/** Whose it is, to open another in its place. */
export function ownerOfSession(session: Awaited<ReturnType<typeof ownSession>>): SessionOwner {
  const { account, role, campaign, contact } = session;
  if (role !== null) return { kind: 'bureau', role, account };
  return { kind: 'office', campaign: campaign ?? '', contact: contact ?? '', version: null, account };
}
