import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions } from './accounts/account-sessions.js';
import { holdAccount } from './accounts/accounts.js';
import { forgetRecoveryCodes } from './accounts/recovery-codes.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { requireRight } from './facts/guard.js';

/**
 * Forgets a lost phone and its recovery codes, and ends every session. The person binds another with a code of the account, which is
 * the system administrator's to give: neither administrator alone gets into somebody's account.
 * @throws DubanError `not-allowed`, `account-unknown`
 */
export async function resetSecondFactor(
  ctx: Pick<Context, 'ledger'>,
  { account: id, actor, now }: OverAccount,
): Promise<void> {
  requireRight(actor, 'account.grant', '重置验证器');
  await ctx.ledger.transaction(async (tx) => {
    await holdAccount(tx, id);
    await tx.updateTable('account').set({ totp_secret: null, totp_last_step: null }).where('id', '=', id).execute();
    await forgetRecoveryCodes(tx, id);
    // One that was given out before would open the account to whoever holds it.
    await tx.deleteFrom('sign_in_code').where('account', '=', id).execute();
    const sessions = await endAccountSessions(tx, id);
    await recordAccountEvent(tx, { kind: 'second-factor-reset', actor, account: id, now, data: { sessions } });
  });
}
