import type { AccountRole } from '@duban/ledger';
import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions } from './accounts/account-sessions.js';
import { holdAccount, rolesOfAccount } from './accounts/accounts.js';
import { refuseLastAdministrator } from './accounts/last-administrator.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { requireRight } from './facts/guard.js';

/**
 * Takes a function from an account; its sessions end in the same moment. One that it does not hold is no mistake.
 * @throws DubanError `not-allowed`, `account-unknown`, `last-administrator`
 */
export async function revokeRole(
  ctx: Pick<Context, 'ledger'>,
  { account: id, role, actor, now }: OverAccount & { readonly role: AccountRole },
): Promise<void> {
  requireRight(actor, 'account.grant', '收回身份');
  await ctx.ledger.transaction(async (tx) => {
    const account = await holdAccount(tx, id);
    if (!(await rolesOfAccount(tx, id)).includes(role)) return;
    await refuseLastAdministrator(tx, account, [role]);
    await tx.deleteFrom('account_role').where('account', '=', id).where('role', '=', role).execute();
    const sessions = await endAccountSessions(tx, id);
    await recordAccountEvent(tx, { kind: 'role-revoked', actor, account: id, now, data: { role, sessions } });
  });
}
