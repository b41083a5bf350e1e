import type { Instant } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { plainLogin } from './accounts/accounts.js';
import { type EnrolmentProof, provenSecret } from './accounts/enrolment.js';
import { insertAccount } from './accounts/insert-account.js';
import { hashPassword } from './accounts/password-hash.js';
import { refuseWeakPassword } from './accounts/password-rules.js';
import { renewRecoveryCodes } from './accounts/recovery-codes.js';
import { sealedFactor } from './accounts/second-factor.js';
import { endTrial, requireTrialKey, type TrialKey } from './accounts/trial-door.js';
import { roleWords } from './accounts/wording.js';
import type { Context } from './context.js';
import { type OpenedSession, openSession } from './session-token.js';

export interface FirstAdministrator {
  readonly key: TrialKey;
  readonly login: string;
  readonly title: string;
  readonly password: string;
  readonly proof: EnrolmentProof;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Makes the system administrator, who makes every other account, and ends the trial in the same moment: its sessions and codes open
 * nothing any more, for ever. Answers a session of the administrator, and recovery codes that are shown once.
 * @throws DubanError `trial-over`, `sign-in-refused`, `sign-in-needed`, `login-invalid`, `password-refused`, `enrolment-refused`
 */
export async function createFirstAdministrator(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { key, login: typed, title, password, proof, now }: FirstAdministrator,
): Promise<{ session: OpenedSession; recoveryCodes: string[] }> {
  const login = plainLogin(typed);
  // Before the work of hashing: a stranger must not be able to ask for it.
  await ctx.ledger.transaction((tx) => requireTrialKey(tx, key, now));
  await refuseWeakPassword(password, { login });
  const password_hash = await hashPassword(password);
  return ctx.ledger.transaction(async (tx) => {
    await requireTrialKey(tx, key, now);
    const role = 'system-admin';
    const by = roleWords[role];
    const { id } = await insertAccount(tx, { kind: 'admin', login, title, by, now });
    await tx
      .updateTable('account')
      .set({
        password_hash,
        password_at: now,
        ...sealedFactor(ctx.secret, id, provenSecret(ctx.secret, { login, proof, now })),
      })
      .where('id', '=', id)
      .execute();
    await tx
      .insertInto('account_role')
      .values({ account: id, kind: 'admin', role, granted_by: by, granted_at: now })
      .execute();
    const recoveryCodes = await renewRecoveryCodes(tx, id);
    const data = { login, title, ...(await endTrial(tx)) };
    await recordAccountEvent(tx, { kind: 'trial-ended', actor: { name: by, account: id }, account: id, now, data });
    return { session: await openSession(tx, { kind: 'bureau', role, account: id }, { now }), recoveryCodes };
  });
}
