import { DubanError, type Instant } from '@duban/base';
import type { RegistrationRow, Tx } from '@duban/ledger';
import type { Actor, BureauActor } from '../context.js';
import { requireRight } from '../facts/guard.js';
import { type LockedObligation, lockedObligation } from '../facts/locked-obligation.js';
import { refuseChanged } from '../facts/revision.js';
import { registrationLabels, texts } from './wording.js';

/** The second hand's word on a hand registration. */
export interface Verdict {
  readonly registration: string;
  readonly reason: string;
  readonly actor: Actor;
  /** The registration's, as it was looked at. */
  readonly revision: number | null;
  readonly now: Instant;
}

/** The task of the second confirmer. */
export function confirmTaskOf(registration: string): string {
  return `${registration}/confirm`;
}

/**
 * A registration with its obligation, locked, for another hand than the registrar's to decide on.
 * @throws DubanError `registration-unknown`, `registration-settled`, `same-hand`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function registrationToDecide(
  tx: Tx,
  { registration: id, actor, revision }: Verdict,
  verb: string,
): Promise<{ readonly registration: RegistrationRow; readonly locked: LockedObligation; readonly hand: BureauActor }> {
  requireRight(actor, 'sheet.decide', verb);
  const known = await tx.selectFrom('registration').select('obligation').where('id', '=', id).executeTakeFirst();
  if (!known) throw new DubanError('registration-unknown', { registration: id });
  const locked = await lockedObligation(tx, known.obligation);
  const registration = await tx.selectFrom('registration').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  if (registration.state !== 'pending')
    throw new DubanError('registration-settled', {
      by: registration.decided_by ?? '',
      decision: registrationLabels[registration.state],
    });
  // The system is nobody's second pair of eyes.
  if (actor.kind !== 'bureau' || isSameHand(registration, actor))
    throw new DubanError('same-hand', { by: registration.registered_by });
  refuseChanged(texts.verbs.register, registration.revision, revision);
  return { registration, locked, hand: actor };
}

/** Whoever signed in is known by the account; before there are accounts, only the function tells two people apart. */
function isSameHand(registration: RegistrationRow, { account, role }: BureauActor): boolean {
  const { registrar_account, registrar_role } = registration;
  return registrar_account !== null && account !== undefined ? registrar_account === account : registrar_role === role;
}

/** Writes the verdict and takes its task off the list. */
export async function settleRegistration(
  tx: Tx,
  registration: string,
  verdict: {
    readonly state: 'confirmed' | 'rejected';
    readonly hand: BureauActor;
    readonly reason: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { state, hand, reason, now } = verdict;
  await tx
    .updateTable('registration')
    .set({
      state,
      decided_by: hand.name,
      decider_role: hand.role,
      decider_account: hand.account ?? null,
      decided_at: now,
      reason: reason.trim() || null,
    })
    .where('id', '=', registration)
    .execute();
  await tx
    .updateTable('task')
    .set({ state: 'done', done_at: now })
    .where('id', '=', confirmTaskOf(registration))
    .where('state', '=', 'open')
    .execute();
}
