import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions as endAll } from './accounts/account-sessions.js';
import { holdAccount } from './accounts/accounts.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { requireRight } from './facts/guard.js';

/**
 * Signs an account out everywhere; how many sessions that were.
 * @throws DubanError `not-allowed`, `account-unknown`
 */
export async function endAccountSessions(
  ctx: Pick<Context, 'ledger'>,
  { account: id, actor, now }: OverAccount,
): Promise<{ ended: number }> {
  requireRight(actor, 'account.grant', '强制退出');
  return ctx.ledger.transaction(async (tx) => {
    await holdAccount(tx, id);
    const ended = await endAll(tx, id);
    await recordAccountEvent(tx, { kind: 'sessions-ended', actor, account: id, now, data: { sessions: ended } });
    return { ended };
  });
}
