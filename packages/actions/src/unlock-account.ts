import { recordAccountEvent } from './accounts/account-event.js';
import { holdAccount } from './accounts/accounts.js';
import { forgetFailures } from './accounts/lock-out.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { requireRight } from './facts/guard.js';

/**
 * Ends a lock before its quarter of an hour is over.
 * @throws DubanError `not-allowed`, `account-unknown`
 */
export async function unlockAccount(
  ctx: Pick<Context, 'ledger'>,
  { account: id, actor, now }: OverAccount,
): Promise<void> {
  requireRight(actor, 'account.grant', '解除锁定');
  await ctx.ledger.transaction(async (tx) => {
    await holdAccount(tx, id);
    await forgetFailures(tx, id);
    await recordAccountEvent(tx, { kind: 'account-unlocked', actor, account: id, now });
  });
}
