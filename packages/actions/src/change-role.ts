import { DubanError, type Instant } from '@duban/base';
import type { AccountRole } from '@duban/ledger';
import type { Context } from './context.js';
import { type BureauSession, sessionOf } from './session-of.js';
import { tokenHash } from './session-token.js';

/**
 * Lets a session act in another function: of the account, one that it holds; of a trial session, any of the bureau's officers (one
 * person at a demonstration). Null when the session has ended. `now` is server time.
 * @throws DubanError `not-allowed` for a function that the account does not hold.
 */
export async function changeRole(
  ctx: Pick<Context, 'ledger'>,
  { token, role, now }: { token: string; role: AccountRole; now: Instant },
): Promise<BureauSession | null> {
  const session = await sessionOf(ctx, { token, kind: 'bureau', now });
  if (session === null) return null;
  const { db } = ctx.ledger;
  const held =
    session.account === null
      ? TRIAL.includes(role)
      : (await db
          .selectFrom('account_role')
          .select('role')
          .where('account', '=', session.account)
          .where('role', '=', role)
          .executeTakeFirst()) !== undefined;
  if (!held) throw new DubanError('not-allowed', { actor: session.title, verb: '换成这个身份' });
  await db.updateTable('session').set({ role }).where('token_hash', '=', tokenHash(token)).execute();
  return sessionOf(ctx, { token, kind: 'bureau', now });
}

const TRIAL: readonly AccountRole[] = ['operator', 'chief', 'deputy', 'leader'];
