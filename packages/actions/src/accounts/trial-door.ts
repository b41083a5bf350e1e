import { DubanError, type Instant } from '@duban/base';
import { lockSubject, type Tx } from '@duban/ledger';
import { codeHash } from '../people/sign-in-code.js';
import { liveSession } from '../session-token.js';
import { isTrial } from './accounts.js';

/** What lets somebody make the first administrator: a trial session, or a code of the terminal. */
export type TrialKey = { readonly token: string } | { readonly code: string };

/**
 * Refuses whoever holds no key of the trial, and everybody once it is over; until the transaction ends, nobody else ends it. `now` is
 * server time.
 * @throws DubanError `trial-over`, `sign-in-refused` (code), `sign-in-needed` (session)
 */
export async function requireTrialKey(tx: Tx, key: TrialKey, now: Instant): Promise<void> {
  await lockSubject(tx, 'trial');
  if (!(await isTrial(tx))) throw new DubanError('trial-over');
  if ('token' in key) {
    const session = await liveSession(tx, key.token, now);
    if (session?.kind !== 'bureau' || session.account !== null) throw new DubanError('sign-in-needed');
    return;
  }
  const known = await tx
    .selectFrom('sign_in_code')
    .select('issued_by')
    .where('code_hash', '=', codeHash(key.code))
    .where('account', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (!known) throw new DubanError('sign-in-refused');
}

/** Ends the trial: its sessions at once, and every code of the terminal. */
export async function endTrial(tx: Tx): Promise<{ sessions: number }> {
  await tx.deleteFrom('sign_in_code').where('account', 'is', null).execute();
  const ended = await tx
    .deleteFrom('session')
    .where('kind', '=', 'bureau')
    .where('account', 'is', null)
    .executeTakeFirst();
  return { sessions: Number(ended.numDeletedRows) };
}
