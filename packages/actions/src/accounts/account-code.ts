import { DubanError, type Instant } from '@duban/base';
import type { Db, Tx } from '@duban/ledger';
import { codeHash } from '../people/sign-in-code.js';
import type { AccountRow } from './accounts.js';

/**
 * Whose code it is, without using it up. `now` is server time.
 * @throws DubanError `account-code-refused` alike for a wrong, a used and an expired code, one of the terminal, and for an account
 *   that was switched off
 */
export async function accountOfCode(db: Db, code: string, now: Instant): Promise<AccountRow> {
  const account = await db
    .selectFrom('sign_in_code as s')
    .innerJoin('account as a', 'a.id', 's.account')
    .selectAll('a')
    .where('s.code_hash', '=', codeHash(code))
    .where('s.used_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw new DubanError('account-code-refused');
  return account;
}

/** Uses it up. Throws `account-code-refused`: of two browsers with the same code, one gets it. */
export async function takeAccountCode(tx: Tx, code: string, now: Instant): Promise<void> {
  const used = await tx
    .updateTable('sign_in_code')
    .set({ used_at: now })
    .where('code_hash', '=', codeHash(code))
    .where('account', 'is not', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('account')
    .executeTakeFirst();
  if (!used) throw new DubanError('account-code-refused');
}
