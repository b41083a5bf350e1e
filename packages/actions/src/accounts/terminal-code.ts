import { DubanError, type Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { codeHash } from '../people/sign-in-code.js';
import { isTrial } from './accounts.js';

/**
 * Uses up a code of the terminal. `now` is server time.
 * @throws DubanError `sign-in-refused` alike for a wrong, a used, an expired code, one of an account, and when the trial is over
 */
export async function takeTerminalCode(tx: Tx, code: string, now: Instant): Promise<void> {
  // One statement: of two browsers with the same code, one gets in.
  const used = await tx
    .updateTable('sign_in_code')
    .set({ used_at: now })
    .where('code_hash', '=', codeHash(code))
    .where('account', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('issued_by')
    .executeTakeFirst();
  if (!used || !(await isTrial(tx))) throw new DubanError('sign-in-refused');
}
