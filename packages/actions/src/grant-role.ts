import type { AccountRole } from '@duban/ledger';
import { holdAccount } from './accounts/accounts.js';
import { giveRole } from './accounts/give-role.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { requireRight } from './facts/guard.js';

/**
 * Gives an account a function; its sessions end at once.
 * @throws DubanError `not-allowed`, `account-unknown`, `account-disabled`, `role-not-of-kind`, `roles-exclusive`
 */
export async function grantRole(
  ctx: Pick<Context, 'ledger'>,
  { account, role, actor, now }: OverAccount & { readonly role: AccountRole },
): Promise<void> {
  requireRight(actor, 'account.grant', '授予身份');
  await ctx.ledger.transaction(async (tx) =>
    giveRole(tx, { account: await holdAccount(tx, account), role, actor, now }),
  );
}
