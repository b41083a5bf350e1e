import { type Instant, MINUTE, plus } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { recordAccountEvent } from './account-event.js';
import type { AccountRow } from './accounts.js';
import { visitorName } from './wording.js';

/** quality.md. */
export const MOST_FAILURES = 5;
export const LOCKED_MS = 15 * MINUTE;

/** One more failed try at an account that is not locked; the fifth locks it, and the count begins anew. `now` is server time. */
export async function countFailure(tx: Tx, account: AccountRow, now: Instant): Promise<void> {
  const failures = account.failures + 1;
  const locks = failures >= MOST_FAILURES;
  await tx
    .updateTable('account')
    .set({ failures: locks ? 0 : failures, locked_until: locks ? plus(now, LOCKED_MS) : null })
    .where('id', '=', account.id)
    .execute();
  await recordAccountEvent(tx, {
    kind: locks ? 'account-locked' : 'sign-in-failed',
    // Not the account's act: whoever stands at the door.
    actor: { name: visitorName },
    account: account.id,
    now,
  });
}

/** After a success, or when somebody unlocks it. */
export async function forgetFailures(tx: Tx, account: string): Promise<void> {
  await tx.updateTable('account').set({ failures: 0, locked_until: null }).where('id', '=', account).execute();
}
