import { DubanError } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { holdAccount } from './accounts/accounts.js';
import { confirmPerson } from './accounts/confirm.js';
import { type OwnSession, ownSession } from './accounts/own-session.js';
import type { Context } from './context.js';
import { publicId } from './list-own-sessions.js';

/**
 * Ends one session of one's own account by its id, or all but this one; the password confirms who asks (ASVS 7.5.2).
 * @throws DubanError `sign-in-needed`, `password-wrong`, `session-unknown`
 */
export async function endOwnSessions(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { token, session: id, password, now }: OwnSession & { readonly session: string | null; readonly password: string },
): Promise<{ ended: number }> {
  const { account } = await ownSession(ctx.ledger.db, { token, now });
  await confirmPerson(ctx, { account, password, now });
  return ctx.ledger.transaction(async (tx) => {
    const { title } = await holdAccount(tx, account);
    const own = await ownSession(tx, { token, now });
    const all = await tx.selectFrom('session').select('token_hash').where('account', '=', account).execute();
    const hashes = all
      .map((row) => row.token_hash)
      .filter((hash) => (id === null ? hash !== own.token_hash : publicId(hash) === id));
    if (id !== null && hashes.length === 0) throw new DubanError('session-unknown');
    if (hashes.length > 0) await tx.deleteFrom('session').where('token_hash', 'in', hashes).execute();
    const actor = { name: title, account };
    await recordAccountEvent(tx, {
      kind: 'sessions-ended',
      actor,
      account,
      now,
      data: { sessions: hashes.length },
    });
    return { ended: hashes.length };
  });
}
