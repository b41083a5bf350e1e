import { DubanError, type Instant } from '@duban/base';
import type { Context } from '../context.js';
import { holdAccount, isLocked } from './accounts.js';
import { countFailure, forgetFailures } from './lock-out.js';
import { isPassword } from './password-hash.js';
import { takeSecondFactor } from './second-factor.js';

export interface Confirmation {
  readonly account: string;
  readonly password: string;
  /** Also the second factor, where one is bound; left out, the password alone confirms. */
  readonly factor?: string | null;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Makes sure that it is the person and not somebody at an open page. Failures count towards the lock as at the door: the page must
 * not be the place to guess.
 * @throws DubanError `password-wrong`, `account-unknown`
 */
export async function confirmPerson(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { account: id, password, factor, now }: Confirmation,
): Promise<void> {
  const known = await ctx.ledger.db
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirst();
  const right = await isPassword(known?.password_hash ?? null, password);
  const confirmed = await ctx.ledger.transaction(async (tx) => {
    const account = await holdAccount(tx, id);
    if (isLocked(account, now) || account.password_hash !== known?.password_hash) return false;
    const bound = factor !== undefined && account.totp_secret !== null;
    const proven = right && (!bound || (await takeSecondFactor(tx, ctx.secret, { account, typed: factor ?? '', now })));
    await (proven ? forgetFailures(tx, id) : countFailure(tx, account, now));
    return proven;
  });
  if (!confirmed) throw new DubanError('password-wrong');
}
