import { DubanError } from '@duban/base';
import { lockSubject } from '@duban/ledger';
import { holdAccount } from './accounts/accounts.js';
import { giveRole } from './accounts/give-role.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { requireRight } from './facts/guard.js';

/**
 * The one function that a system administrator gives: the first security administrator's, to somebody else, as long as there is none.
 * A security administrator who was switched off counts: otherwise the system administrator could switch one off and appoint a friend.
 * @throws DubanError `not-allowed`, `security-admin-there`, `account-unknown`, `role-not-of-kind`, `roles-exclusive`
 */
export async function appointSecurityAdmin(
  ctx: Pick<Context, 'ledger'>,
  { account, actor, now }: OverAccount,
): Promise<void> {
  requireRight(actor, 'account.manage', '指定首位安全管理员');
  await ctx.ledger.transaction(async (tx) => {
    const held = await holdAccount(tx, account);
    await lockSubject(tx, 'administrators');
    const there = await tx
      .selectFrom('account_role')
      .select('account')
      .where('role', '=', 'security-admin')
      .executeTakeFirst();
    if (there) throw new DubanError('security-admin-there');
    await giveRole(tx, { account: held, role: 'security-admin', actor, now });
  });
}
