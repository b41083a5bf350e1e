import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions } from './accounts/account-sessions.js';
import { holdAccount } from './accounts/accounts.js';
import { confirmPerson } from './accounts/confirm.js';
import { type OwnSession, ownerOfSession, ownSession } from './accounts/own-session.js';
import { hashPassword } from './accounts/password-hash.js';
import { refuseWeakPassword } from './accounts/password-rules.js';
import type { Context } from './context.js';
import { type OpenedSession, openSession } from './session-token.js';

/**
 * Changes one's own password, knowing the current one. Every session of the account ends; this one goes on under a new token, no
 * longer than it would have.
 * @throws DubanError `sign-in-needed`, `password-wrong`, `password-refused`
 */
export async function changePassword(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { token, current, password, now }: OwnSession & { readonly current: string; readonly password: string },
): Promise<OpenedSession> {
  const { account } = await ownSession(ctx.ledger.db, { token, now });
  await confirmPerson(ctx, { account, password: current, now });
  const { login } = await ctx.ledger.db
    .selectFrom('account')
    .select('login')
    .where('id', '=', account)
    .executeTakeFirstOrThrow();
  await refuseWeakPassword(password, { login });
  const password_hash = await hashPassword(password);
  return ctx.ledger.transaction(async (tx) => {
    const { title } = await holdAccount(tx, account);
    // Ended by an administrator in the meantime: then nothing is changed.
    const session = await ownSession(tx, { token, now });
    await tx.updateTable('account').set({ password_hash, password_at: now }).where('id', '=', account).execute();
    const sessions = await endAccountSessions(tx, account);
    const actor = { name: title, account };
    await recordAccountEvent(tx, { kind: 'password-changed', actor, account, now, data: { sessions } });
    return openSession(tx, ownerOfSession(session), { now, endsAt: session.ends_at });
  });
}
