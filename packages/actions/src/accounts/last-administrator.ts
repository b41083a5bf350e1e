import { DubanError } from '@duban/base';
import { type AccountRole, type AdminRole, lockSubject, type Tx } from '@duban/ledger';
import type { AccountRow } from './accounts.js';
import { roleWords } from './wording.js';

/** Without either nobody could make accounts or give functions again. */
const NEEDED: readonly AdminRole[] = ['system-admin', 'security-admin'];

/**
 * Refuses to take away the last account that can still make accounts, or give functions.
 * @throws DubanError `last-administrator`
 */
export async function refuseLastAdministrator(
  tx: Tx,
  account: AccountRow,
  losing: readonly AccountRole[],
): Promise<void> {
  // Two administrators who switch one another off at the same moment must not both succeed.
  await lockSubject(tx, 'administrators');
  for (const role of NEEDED.filter((each) => losing.includes(each))) {
    const other = await tx
      .selectFrom('account_role as r')
      .innerJoin('account as a', 'a.id', 'r.account')
      .select('a.id')
      .where('r.role', '=', role)
      .where('a.id', '!=', account.id)
      .where('a.disabled_at', 'is', null)
      .executeTakeFirst();
    if (!other) throw new DubanError('last-administrator', { login: account.login, role: roleWords[role] });
  }
}
