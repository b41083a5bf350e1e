import { DAY, type Instant, MINUTE, plus } from '@duban/base';
import { type MessageRow, recordEvent, type Tx } from '@duban/ledger';
import type { SendOutcome } from '@duban/notify';
import { mailboxOf } from '../chase/same-people.js';
import { type Context, SYSTEM } from '../context.js';
import { ENCLOSURE_FAILED } from './attachments.js';
import type { Claim, Claimed } from './claim-message.js';
import type { Delivery } from './end-message.js';
import { tellOwnMailOut } from './own-mail-out.js';
import { silentSince, whoseSilence } from './silent-mailbox.js';
import { tellUndelivered } from './undelivered.js';

/** Back-off of deferred mail: minutes after each failed attempt; the last repeats until five days have passed. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240];
const LONGEST_BACK_OFF_MS = Math.max(...BACK_OFF_MINUTES) * MINUTE;
const GIVE_UP_MS = 5 * DAY;

export interface Attempted {
  readonly ctx: Pick<Context, 'mailDomain'>;
  readonly claim: Claim;
  readonly outcome: SendOutcome;
}

/**
 * Writes down what an attempt came to, for every message of the mail; what will never get there is passed on, and the coordinator is told.
 * Answers for the message that was claimed.
 */
export async function recordAttempt(tx: Tx, { ctx, claim, outcome }: Attempted, now: Instant): Promise<Delivery> {
  const ids = claim.claimed.map((c) => c.message);
  // Whoever corrects an address holds the contact and then its messages: in the same order here, so that neither waits for the other.
  if (outcome.kind === 'refused') await lockRecipients(tx, ids);
  const rows = await tx.selectFrom('message').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const told = new Set<string>();
  let first: Delivery | null = null;
  for (const claimed of claim.claimed) {
    const message = rows.find((row) => row.id === claimed.message);
    if (!message) throw new RangeError(`no message ${claimed.message}`);
    const delivery = await recordOne(tx, { ctx, claim, claimed, message, outcome, told }, now);
    first ??= delivery;
  }
  if (!first) throw new RangeError('a claim without a message');
  return first;
}

interface One extends Attempted {
  readonly claimed: Claimed;
  readonly message: MessageRow;
  /** Who was told of this mail already. */
  readonly told: Set<string>;
}

async function recordOne(
  tx: Tx,
  { ctx, claim, claimed, message, outcome, told }: One,
  now: Instant,
): Promise<Delivery> {
  const mine = message.state === 'sending' && message.attempts === claimed.attempts;
  // Its lease ran out and another attempt took over: only news that it was sent after all still counts.
  if (!mine && (outcome.kind !== 'sent' || message.state === 'sent')) return { state: message.state, waitMs: null };
  // Corrected while the attempt was under way: the new address is tried, the old one's refusal is nobody's news.
  const corrected = outcome.kind === 'refused' && mailboxOf(message.address) !== mailboxOf(claim.address);
  const delivery = deliveryOf(corrected ? { ...outcome, kind: 'deferred' } : outcome, claimed, now);
  await tx
    .updateTable('message')
    .set({
      state: delivery.state,
      lease_until: null,
      next_attempt_at: delivery.waitMs === null ? null : plus(now, delivery.waitMs),
      sent_at: delivery.state === 'sent' ? now : null,
      response: outcome.kind === 'sent' ? outcome.response : outcome.reason,
    })
    .where('id', '=', claimed.message)
    .execute();
  await recordEvent(tx, {
    campaign: claimed.campaign,
    at: now,
    kind: `message-${delivery.state}`,
    actor: SYSTEM.name,
    subject: claimed.message,
    data: { attempts: claimed.attempts },
  });
  const dead = outcome.kind === 'refused' && outcome.deadAddress;
  if (delivery.state === 'failed' && outcome.kind !== 'sent')
    await tellUndelivered(tx, { ctx, message, reason: outcome.reason, dead, told }, now);
  if (outcome.kind !== 'sent' && delivery.state !== 'failed')
    await tellSilent(tx, { ctx, message, outcome, told }, now);
  return delivery;
}

/**
 * A chase gets through all its back-off on its day: what puts it off then, five days after the first, is no server that is busy. It is told of
 * the mailbox, or once of our own mail, where that gets to nobody.
 */
async function tellSilent(
  tx: Tx,
  {
    ctx,
    message,
    outcome,
    told,
  }: Pick<One, 'ctx' | 'message' | 'told'> & { outcome: Exclude<SendOutcome, { kind: 'sent' }> },
  now: Instant,
): Promise<void> {
  const { kind, attempts } = message;
  if (kind !== 'chase' || attempts < BACK_OFF_MINUTES.length || outcome.reason.startsWith(ENCLOSURE_FAILED)) return;
  const since = await silentSince(tx, message);
  if (since === null || now - since <= GIVE_UP_MS) return;
  const { reason } = outcome;
  const silence = await whoseSilence(tx, { address: message.address, since, turnMs: LONGEST_BACK_OFF_MS }, now);
  if (silence.of === 'bureau') await tellOwnMailOut(tx, { message, lastSentAt: silence.lastSentAt, reason }, now);
  if (silence.of === 'mailbox') await tellUndelivered(tx, { ctx, message, reason, dead: false, since, told }, now);
}

async function lockRecipients(tx: Tx, messages: readonly string[]): Promise<void> {
  await tx
    .selectFrom('contact as c')
    .innerJoin('message as m', (join) => join.onRef('m.campaign', '=', 'c.campaign').onRef('m.recipient', '=', 'c.id'))
    .select('c.id')
    .where('m.id', 'in', messages)
    .orderBy('c.campaign')
    .orderBy('c.id')
    .forUpdate('c')
    .execute();
}

function deliveryOf(outcome: SendOutcome, { attempts, createdAt }: Claimed, now: Instant): Delivery {
  if (outcome.kind === 'sent') return { state: 'sent', waitMs: null };
  if (outcome.kind === 'refused' || now - createdAt > GIVE_UP_MS) return { state: 'failed', waitMs: null };
  const minutes = BACK_OFF_MINUTES[Math.min(attempts, BACK_OFF_MINUTES.length) - 1] ?? 1;
  return { state: outcome.kind, waitMs: minutes * MINUTE };
}
