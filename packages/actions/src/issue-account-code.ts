import { DubanError, HOUR, type Instant, plus } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { holdAccount } from './accounts/accounts.js';
import { requireOver } from './accounts/who-may.js';
import type { Context } from './context.js';
import type { OverAccount } from './disable-account.js';
import { codeHash, newCode } from './people/sign-in-code.js';

/** Handed over in person or by telephone, perhaps to somebody who is at a meeting. */
const VALID_MS = 24 * HOUR;

/**
 * A one-time code with which a person sets the account's password: the first one, or one that was forgotten. It takes the place of an
 * earlier one, is shown once and kept as its hash. A second factor that is bound stays needed: the code alone opens nothing then.
 * `now` is server time.
 * @throws DubanError `account-unknown`, `not-allowed`, `account-disabled`
 */
export async function issueAccountCode(
  ctx: Pick<Context, 'ledger'>,
  { account: id, actor, now }: OverAccount,
): Promise<{ code: string; expiresAt: Instant }> {
  const code = newCode();
  const expiresAt = plus(now, VALID_MS);
  await ctx.ledger.transaction(async (tx) => {
    const account = await holdAccount(tx, id);
    requireOver(actor, account, '发放账户码');
    if (account.disabled_at !== null) throw new DubanError('account-disabled', { login: account.login });
    await tx.deleteFrom('sign_in_code').where('account', '=', id).execute();
    const row = { code_hash: codeHash(code), issued_by: actor.name, account: id, created_at: now };
    await tx
      .insertInto('sign_in_code')
      .values({ ...row, expires_at: expiresAt })
      .execute();
    await recordAccountEvent(tx, { kind: 'account-code-issued', actor, account: id, now });
  });
  return { code, expiresAt };
}
