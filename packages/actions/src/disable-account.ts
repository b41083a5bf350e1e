import type { Instant } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions } from './accounts/account-sessions.js';
import { holdAccount, rolesOfAccount } from './accounts/accounts.js';
import { refuseLastAdministrator } from './accounts/last-administrator.js';
import { requireOver } from './accounts/who-may.js';
import type { Actor, Context } from './context.js';

/** One account and who acts on it; `now` is server time. */
export interface OverAccount {
  readonly account: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Switches an account off: it signs in no more, and every session and code of it ends in the same moment. Twice is as good as once.
 * @throws DubanError `account-unknown`, `not-allowed`, `last-administrator`
 */
export async function disableAccount(
  ctx: Pick<Context, 'ledger'>,
  { account: id, actor, now }: OverAccount,
): Promise<void> {
  await ctx.ledger.transaction(async (tx) => {
    const account = await holdAccount(tx, id);
    requireOver(actor, account, '停用账户');
    if (account.disabled_at !== null) return;
    await refuseLastAdministrator(tx, account, await rolesOfAccount(tx, id));
    await tx.updateTable('account').set({ disabled_at: now }).where('id', '=', id).execute();
    await tx.deleteFrom('sign_in_code').where('account', '=', id).execute();
    const sessions = await endAccountSessions(tx, id);
    await recordAccountEvent(tx, { kind: 'account-disabled', actor, account: id, now, data: { sessions } });
  });
}
