import { DubanError, type Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { accountOfCode, takeAccountCode } from './accounts/account-code.js';
import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions } from './accounts/account-sessions.js';
import { type AccountRow, holdAccount, isLocked, needsSecondFactor } from './accounts/accounts.js';
import { type EnrolmentProof, provenSecret } from './accounts/enrolment.js';
import { countFailure } from './accounts/lock-out.js';
import { hashPassword } from './accounts/password-hash.js';
import { refuseWeakPassword } from './accounts/password-rules.js';
import { renewRecoveryCodes } from './accounts/recovery-codes.js';
import { sealedFactor, takeSecondFactor } from './accounts/second-factor.js';
import type { Context } from './context.js';

export interface SetUp {
  readonly code: string;
  readonly password: string;
  /** Binds an app: a must at the bureau, a choice for a clerk. */
  readonly proof: EnrolmentProof | null;
  /** A code of the app that is bound already, or a recovery code. */
  readonly factor: string | null;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Sets the password of the account whose code it is, binds an app where none is bound, and ends every session the account had. Signs
 * nobody in: that is done with what was just set. The recovery codes are shown once; null where no app was bound.
 * @throws DubanError `account-code-refused`, `password-refused`, `enrolment-refused`, `password-wrong` (the bound factor)
 */
export async function setUpAccount(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { code, password, proof, factor, now }: SetUp,
): Promise<{ recoveryCodes: string[] | null }> {
  const { id, login } = await accountOfCode(ctx.ledger.db, code, now);
  await refuseWeakPassword(password, { login });
  const password_hash = await hashPassword(password);
  const set = await ctx.ledger.transaction(async (tx) => {
    const account = await holdAccount(tx, id);
    if (account.totp_secret !== null && !(await proves(tx, ctx.secret, { account, factor, now }))) return null;
    // After the factor: a mistake there costs no code.
    await takeAccountCode(tx, code, now);
    const binds = account.totp_secret === null && (needsSecondFactor(account) || proof !== null);
    const bound = binds ? sealedFactor(ctx.secret, id, provenSecret(ctx.secret, { login, proof, now })) : {};
    await tx
      .updateTable('account')
      .set({ password_hash, password_at: now, failures: 0, locked_until: null, ...bound })
      .where('id', '=', id)
      .execute();
    const sessions = await endAccountSessions(tx, id);
    const recoveryCodes = binds ? await renewRecoveryCodes(tx, id) : null;
    const actor = { name: account.title, account: id };
    await recordAccountEvent(tx, { kind: 'password-set', actor, account: id, now, data: { bound: binds, sessions } });
    return { recoveryCodes };
  });
  if (set === null) throw new DubanError('password-wrong');
  return set;
}

/** Whether the bound factor was shown; a failure counts, and must so be committed. */
async function proves(
  tx: Tx,
  secret: string,
  { account, factor, now }: { account: AccountRow; factor: string | null; now: Instant },
): Promise<boolean> {
  if (isLocked(account, now)) return false;
  if (factor !== null && (await takeSecondFactor(tx, secret, { account, typed: factor, now }))) return true;
  await countFailure(tx, account, now);
  return false;
}
