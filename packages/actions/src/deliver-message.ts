import { setTimeout as wait } from 'node:timers/promises';
import { DubanError, type Instant } from '@duban/base';
import { isoOf } from '@duban/base/time';
import type { Attachment, SendOutcome } from '@duban/notify';
import type { SendingContext } from './context.js';
import { attachmentsOf, ENCLOSURE_FAILED } from './messages/attachments.js';
import { type Claim, claimMessage } from './messages/claim-message.js';
import type { Delivery } from './messages/end-message.js';
import { recordAttempt } from './messages/record-attempt.js';

export type { Delivery } from './messages/end-message.js';

/**
 * One attempt: claim → send → record. The claim re-reads the obligations in its transaction, drops the lines that are settled, and cancels the message when
 * nothing remains; an attempt that died between claim and record becomes `unknown` when its lease ends and is repeated with the same Message-ID.
 * Nothing that can go wrong with one message throws: it would hold up the office's other mail.
 */
export async function deliverMessage(
  ctx: SendingContext,
  { message, now }: { message: string; now: Instant },
  recordAfterMs: readonly number[] = RECORD_AFTER_MS,
): Promise<Delivery> {
  const claim = await ctx.ledger.transaction((tx) => claimMessage(tx, { ctx, id: message }, now));
  if (!('composed' in claim)) return claim;
  const outcome = await attempt(ctx, claim, now);
  return patiently(
    () => ctx.ledger.transaction((tx) => recordAttempt(tx, { ctx, claim, outcome }, now)),
    recordAfterMs,
  );
}

/** A mail that has left must be recorded, or it leaves again: a database that restarts meanwhile is waited for, well within the lease. */
const RECORD_AFTER_MS = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

async function patiently<T>(work: () => Promise<T>, pausesMs: readonly number[]): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await work();
    } catch {
      await wait(pause);
    }
  }
  return work();
}

async function attempt(ctx: SendingContext, claim: Claim, now: Instant): Promise<SendOutcome> {
  const { address, messageId, composed } = claim;
  let attachments: Attachment[];
  try {
    attachments = await attachmentsOf(ctx, composed, now);
  } catch (cause) {
    // A reader that gave up or a database that was away: worth another try, with the back-off of deferred mail.
    return { kind: 'deferred', reason: `${ENCLOSURE_FAILED}${reasonOf(cause)}` };
  }
  const { subject, text, sender: fromName } = composed;
  return ctx.mailer.send({ fromName, to: address, subject, text, messageId, date: isoOf(now), attachments }).catch(
    (cause: unknown): SendOutcome => ({
      kind: 'refused',
      reason: reasonOf(cause),
      deadAddress: isUnfitAddress(cause),
    }),
  );
}

/** No mailbox at all: a mistyped entry of the directory is as dead as one that a server refuses. */
function isUnfitAddress(cause: unknown): boolean {
  return cause instanceof DubanError && cause.code === 'address-invalid';
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
