import { randomBytes } from 'node:crypto';
import { DAY, HOUR, type Instant, plus } from '@duban/base';
import { type AccountRole, type Db, sha256, type Tx } from '@duban/ledger';

/** Without a request for so long, a session ends. */
export const IDLE_MS = 12 * HOUR;
/** However busy it is, a session ends after this. */
const LONGEST_MS = 7 * DAY;

/** What a browser keeps: the token in its cookie, until when at most. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Instant;
}

export type SessionOwner =
  | { readonly kind: 'bureau'; readonly role: AccountRole; readonly account: string | null }
  | { readonly kind: 'office'; readonly campaign: string; readonly contact: string; readonly version: number };

/** Opens a session and clears away the ones that have ended. `now` is server time. */
export async function openSession(tx: Tx, owner: SessionOwner, now: Instant): Promise<OpenedSession> {
  await tx.deleteFrom('session').where('ends_at', '<=', now).execute();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = plus(now, LONGEST_MS);
  const office = owner.kind === 'office' ? owner : null;
  await tx
    .insertInto('session')
    .values({
      token_hash: tokenHash(token),
      kind: owner.kind,
      role: owner.kind === 'bureau' ? owner.role : null,
      account: owner.kind === 'bureau' ? owner.account : null,
      campaign: office?.campaign ?? null,
      contact: office?.contact ?? null,
      link_version: office?.version ?? null,
      created_at: now,
      seen_at: now,
      ends_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** The session of a token while it lives; undefined for any other text. */
export function liveSession(db: Db, token: string, now: Instant) {
  return db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', tokenHash(token))
    .where('ends_at', '>', now)
    .where('seen_at', '>', plus(now, -IDLE_MS))
    .executeTakeFirst();
}

export function tokenHash(token: string): string {
  return sha256(Buffer.from(token));
}
