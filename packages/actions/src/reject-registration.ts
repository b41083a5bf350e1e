import type { Instant } from '@duban/base';
import { isOwed } from '@duban/campaign';
import { poke, type RegistrationRow, recordEvent, type Tx } from '@duban/ledger';
import type { Context } from './context.js';
import { aboutObligation, settled } from './facts/about-obligation.js';
import { dueText } from './facts/days.js';
import type { LockedObligation } from './facts/locked-obligation.js';
import { answerSender } from './messages/answer-sender.js';
import { pokesOf } from './next/pokes-of.js';
import { refuseMissing } from './sheets/evidence.js';
import { firstReceipts } from './sheets/first-receipts.js';
import { markStale } from './sheets/mark-stale.js';
import { newestSubmission } from './sheets/newest-submission.js';
import { registrationToDecide, settleRegistration, type Verdict } from './sheets/registered.js';
import { texts } from './sheets/wording.js';

/**
 * The second person does not attest the arrival: the version stays as evidence and counts for nothing, punctuality is what the other
 * versions make it, and where nothing newer came the obligation is again what it was.
 * @throws DubanError `same-hand`, `verb-incomplete` without a reason, `obligation-settled` once the version was accepted (reopen it first),
 *   `registration-unknown`, `registration-settled`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function rejectRegistration(ctx: Context, verdict: Verdict): Promise<void> {
  const { now, reason } = verdict;
  refuseMissing(texts.verbs.reject, { [texts.missing.reason]: reason.trim() !== '' });
  await ctx.ledger.transaction(async (tx) => {
    const { registration, locked, hand } = await registrationToDecide(tx, verdict, texts.verbs.reject);
    const { row, about } = locked;
    if (await isInUse(tx, locked, registration)) throw settled(about, texts.verbs.reject);
    await settleRegistration(tx, registration.id, { state: 'rejected', hand, reason, now });
    const voided = await voidVersion(tx, { registration, locked }, now);
    await tx
      .updateTable('obligation')
      .set(await firstReceipts(tx, row.id))
      .where('id', '=', row.id)
      .execute();
    if (voided && row.merged_submission === registration.submission)
      await markStale(tx, { about, input: { actor: hand, reason } }, now);
    await recordEvent(tx, {
      campaign: about.campaign,
      at: now,
      kind: 'registration-rejected',
      actor: hand,
      subject: registration.submission,
      data: { registration: registration.id, reason },
    });
    if (voided) await tellOffice(tx, ctx, { registration, reason, now });
    await poke(tx, pokesOf(row), now);
  });
}

/** The version that only this registration brought has been accepted. */
async function isInUse(tx: Tx, { row }: LockedObligation, { submission }: RegistrationRow): Promise<boolean> {
  if (row.accepted_submission !== submission || !(row.state === 'accepted' || row.state === 'merged')) return false;
  const { channel } = await tx
    .selectFrom('submission')
    .select('channel')
    .where('id', '=', submission)
    .executeTakeFirstOrThrow();
  return channel === 'registered';
}

/** What only the registration brought is void; the obligation goes back to what it was, unless something newer came. */
async function voidVersion(
  tx: Tx,
  { registration, locked }: { readonly registration: RegistrationRow; readonly locked: LockedObligation },
  now: Instant,
): Promise<boolean> {
  const { row } = locked;
  const newest = await newestSubmission(tx, row.id);
  const voided = await tx
    .updateTable('submission')
    .set({ voided_at: now })
    .where('id', '=', registration.submission)
    .where('channel', '=', 'registered')
    .returning('id')
    .executeTakeFirst();
  if (!voided) return false;
  const waits = row.state === 'received' || row.state === 'checked' || row.state === 'returned';
  if (newest?.id !== registration.submission || !waits) return true;
  // Of two registrations the first may have been rejected before the second: then nothing is left that somebody could decide on. Or an
  // older paper was registered after this one: then that is what they decide on.
  const left = await newestSubmission(tx, row.id);
  const undecided = registration.state_before === 'expected' ? 'checked' : registration.state_before;
  const before = left === null ? 'expected' : undecided;
  await tx
    .updateTable('obligation')
    .set({
      state: before,
      ...(isOwed(before) ? { chase_due: registration.chase_due_before, arm: row.arm + 1, armed_at: now } : {}),
    })
    .where('id', '=', row.id)
    .execute();
  return true;
}

async function tellOffice(
  tx: Tx,
  ctx: Context,
  rejected: { readonly registration: RegistrationRow; readonly reason: string; readonly now: Instant },
): Promise<void> {
  const { registration, reason, now } = rejected;
  const about = await aboutObligation(tx, registration.obligation);
  const { received_by } = await tx
    .selectFrom('submission')
    .select('received_by')
    .where('id', '=', registration.submission)
    .executeTakeFirstOrThrow();
  await answerSender(tx, ctx, {
    about,
    contact: received_by,
    now,
    kind: 'answer',
    cause: registration.id,
    facts: {
      what: about.what,
      ...texts.registrationRejected,
      reason,
      due: isOwed(about.state) ? dueText(about.chaseDue) : null,
      originalDue: dueText(about.originalDue),
    },
  });
}
