import type { Instant } from '@duban/base';
import type { AccountKind, AccountRole } from '@duban/ledger';
import { inOrder, isLocked } from './accounts/accounts.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface AccountListed {
  readonly id: string;
  readonly kind: AccountKind;
  readonly login: string;
  readonly title: string;
  readonly roles: readonly AccountRole[];
  /** A first password was set. */
  readonly setUp: boolean;
  readonly secondFactor: boolean;
  readonly locked: boolean;
  readonly disabled: boolean;
  /** Server time. */
  readonly createdAt: Instant;
}

/** All accounts, for those who make them and those who give functions. `now` is server time. Throws `not-allowed`. */
export async function listAccounts(
  ctx: Pick<Context, 'ledger'>,
  { actor, now }: { actor: Actor; now: Instant },
): Promise<AccountListed[]> {
  requireRight(actor, 'account.read', '查看账户名单');
  const { db } = ctx.ledger;
  const accounts = await db.selectFrom('account').selectAll().orderBy('created_at').orderBy('login').execute();
  const roles = await db.selectFrom('account_role').select(['account', 'role']).execute();
  return accounts.map((account) => ({
    id: account.id,
    kind: account.kind,
    login: account.login,
    title: account.title,
    roles: inOrder(roles.filter((each) => each.account === account.id).map(({ role }) => role)),
    setUp: account.password_hash !== null,
    secondFactor: account.totp_secret !== null,
    locked: isLocked(account, now),
    disabled: account.disabled_at !== null,
    createdAt: account.created_at,
  }));
}
