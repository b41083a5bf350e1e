import { randomBytes } from 'node:crypto';
import { HOUR, type Instant, MINUTE, plus } from '@duban/base';
import { type AccountRole, type Db, sha256, type Tx } from '@duban/ledger';

/** Without an act of the person for so long, a session ends (quality.md); a page that only polls says so. */
export const IDLE_MS = 30 * MINUTE;
/** However busy it is, a session ends after this. */
export const LONGEST_MS = 12 * HOUR;
/** Of one account at a time; one more ends the oldest. */
export const MOST_SESSIONS = 5;

/** What a browser keeps: the token in its cookie, until when at most. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Instant;
}

export type SessionOwner =
  | { readonly kind: 'bureau'; readonly role: AccountRole; readonly account: string | null }
  | {
      readonly kind: 'office';
      readonly campaign: string;
      readonly contact: string;
      /** Of the mailed link that opens it; null where an account does. */
      readonly version: number | null;
      readonly account: string | null;
    };

/**
 * Opens a session and clears away the ones that have ended. `now` is server time; `endsAt` is that of the session which this one
 * replaces: another token is no longer life.
 */
export async function openSession(
  tx: Tx,
  owner: SessionOwner,
  { now, endsAt = plus(now, LONGEST_MS) }: { now: Instant; endsAt?: Instant },
): Promise<OpenedSession> {
  await tx.deleteFrom('session').where('ends_at', '<=', now).execute();
  if (owner.account !== null) await makeRoom(tx, owner.account);
  const token = randomBytes(32).toString('base64url');
  const office = owner.kind === 'office' ? owner : null;
  await tx
    .insertInto('session')
    .values({
      token_hash: tokenHash(token),
      kind: owner.kind,
      role: owner.kind === 'bureau' ? owner.role : null,
      account: owner.account,
      campaign: office?.campaign ?? null,
      contact: office?.contact ?? null,
      link_version: office?.version ?? null,
      created_at: now,
      seen_at: now,
      ends_at: endsAt,
    })
    .execute();
  return { token, expiresAt: endsAt };
}

async function makeRoom(tx: Tx, account: string): Promise<void> {
  const kept = tx
    .selectFrom('session')
    .select('token_hash')
    .where('account', '=', account)
    .orderBy('created_at', 'desc')
    .limit(MOST_SESSIONS - 1);
  await tx.deleteFrom('session').where('account', '=', account).where('token_hash', 'not in', kept).execute();
}

/** The session of a token while it lives; undefined for any other text. */
export function liveSession(db: Db, token: string, now: Instant) {
  return liveSessions(db, now).selectAll().where('token_hash', '=', tokenHash(token)).executeTakeFirst();
}

/** All that live. */
export function liveSessions(db: Db, now: Instant) {
  return db.selectFrom('session').where('ends_at', '>', now).where('seen_at', '>', plus(now, -IDLE_MS));
}

export function tokenHash(token: string): string {
  return sha256(Buffer.from(token));
}
