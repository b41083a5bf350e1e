import { recordAccountEvent } from './accounts/account-event.js';
import { endAccountSessions } from './accounts/account-sessions.js';
import { holdAccount } from './accounts/accounts.js';
import { confirmPerson } from './accounts/confirm.js';
import { type EnrolmentProof, provenSecret } from './accounts/enrolment.js';
import { type OwnSession, ownerOfSession, ownSession } from './accounts/own-session.js';
import { renewRecoveryCodes } from './accounts/recovery-codes.js';
import { sealedFactor } from './accounts/second-factor.js';
import type { Context } from './context.js';
import { type OpenedSession, openSession } from './session-token.js';

export interface NewFactor extends OwnSession {
  readonly password: string;
  /** A code of the app that is bound now, or a recovery code; null where none is. */
  readonly factor: string | null;
  readonly proof: EnrolmentProof;
}

/**
 * Binds another app in place of the one there was, with new recovery codes, for whoever shows password and present factor. Every
 * other session of the account ends; this one goes on under a new token.
 * @throws DubanError `sign-in-needed`, `password-wrong`, `enrolment-refused`
 */
export async function setSecondFactor(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { token, password, factor, proof, now }: NewFactor,
): Promise<{ session: OpenedSession; recoveryCodes: string[] }> {
  const { account } = await ownSession(ctx.ledger.db, { token, now });
  await confirmPerson(ctx, { account, password, factor, now });
  return ctx.ledger.transaction(async (tx) => {
    const { login, title } = await holdAccount(tx, account);
    const session = await ownSession(tx, { token, now });
    const bound = sealedFactor(ctx.secret, account, provenSecret(ctx.secret, { login, proof, now }));
    await tx.updateTable('account').set(bound).where('id', '=', account).execute();
    const recoveryCodes = await renewRecoveryCodes(tx, account);
    const sessions = await endAccountSessions(tx, account);
    const actor = { name: title, account };
    await recordAccountEvent(tx, { kind: 'second-factor-set', actor, account, now, data: { sessions } });
    return {
      session: await openSession(tx, ownerOfSession(session), { now, endsAt: session.ends_at }),
      recoveryCodes,
    };
  });
}
