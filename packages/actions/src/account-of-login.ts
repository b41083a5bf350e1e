import { DubanError } from '@duban/base';
import { accountByLogin } from './accounts/accounts.js';
import type { Context } from './context.js';

/** The id behind a login, for the terminal of the machine. Throws `account-unknown`. */
export async function accountOfLogin(ctx: Pick<Context, 'ledger'>, login: string): Promise<string> {
  const account = await accountByLogin(ctx.ledger.db, login);
  if (!account) throw new DubanError('account-unknown', { account: login });
  return account.id;
}
