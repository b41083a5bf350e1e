import { DubanError, type Instant } from '@duban/base';
import { type AccountRole, campaignTime, recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { officerTitle } from './people/officer-title.js';
import { sessionOf } from './session-of.js';
import { liveSession, type OpenedSession, openSession, tokenHash } from './session-token.js';

/**
 * Lets a person act in another function: of the account, one that it holds; of a trial session, any of the bureau's officers (one
 * person at a demonstration). The session goes on under a new token, and not a moment longer than the old one would have. Null when
 * it has ended. `now` is server time.
 * @throws DubanError `not-allowed` for a function that the account does not hold.
 */
export async function changeRole(
  ctx: Pick<Context, 'ledger'>,
  { token, role, now }: { token: string; role: AccountRole; now: Instant },
): Promise<OpenedSession | null> {
  const session = await sessionOf(ctx, { token, kind: 'bureau', now });
  if (session === null) return null;
  const { account, title, roles } = session;
  if (!roles.includes(role)) throw new DubanError('not-allowed', { actor: title, verb: '换成这个身份' });
  return ctx.ledger.transaction(async (tx) => {
    const old = await liveSession(tx, token, now);
    if (!old) return null;
    await tx.deleteFrom('session').where('token_hash', '=', tokenHash(token)).execute();
    await recordEvent(tx, {
      campaign: null,
      at: await campaignTime(tx, now),
      kind: 'role-changed',
      actor: { name: await officerTitle(tx, role), ...(account === null ? {} : { account }) },
      subject: account ?? 'sign-in',
      data: { from: session.role, to: role },
    });
    return openSession(tx, { kind: 'bureau', role, account }, { now, endsAt: old.ends_at });
  });
}
