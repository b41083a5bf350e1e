import { recordAccountEvent } from './accounts/account-event.js';
import { holdAccount } from './accounts/accounts.js';
import { requireOver } from './accounts/who-may.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';

/**
 * Switches an account on again, with the password, factor and functions it had.
 * @throws DubanError `account-unknown`, `not-allowed`
 */
export async function enableAccount(
  ctx: Pick<Context, 'ledger'>,
  { account: id, actor, now }: OverAccount,
): Promise<void> {
  await ctx.ledger.transaction(async (tx) => {
    const account = await holdAccount(tx, id);
    requireOver(actor, account, '启用账户');
    if (account.disabled_at === null) return;
    await tx.updateTable('account').set({ disabled_at: null }).where('id', '=', id).execute();
    await recordAccountEvent(tx, { kind: 'account-enabled', actor, account: id, now });
  });
}
