import { DAY, type Instant, MINUTE, plus } from '@duban/base';
import { recordEvent, type Tx } from '@duban/ledger';
import type { SendOutcome } from '@duban/notify';
import { type Context, SYSTEM } from '../context.js';
import type { Claim, Delivery } from './claim-message.js';
import { tellUndelivered } from './undelivered.js';

/** Back-off of deferred mail: minutes after each failed attempt; the last repeats until five days have passed. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240];
const GIVE_UP_MS = 5 * DAY;

export interface Attempted {
  readonly ctx: Pick<Context, 'mailDomain'>;
  readonly claim: Claim;
  readonly outcome: SendOutcome;
}

/** Writes down what an attempt came to; a message that will never get there is passed on, and the coordinator is told. */
export async function recordAttempt(tx: Tx, { ctx, claim, outcome }: Attempted, now: Instant): Promise<Delivery> {
  // Whoever corrects an address holds the contact and then its messages: in the same order here, so that neither waits for the other.
  if (outcome.kind === 'refused') await lockRecipient(tx, claim.message);
  const message = await tx
    .selectFrom('message')
    .selectAll()
    .where('id', '=', claim.message)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const mine = message.state === 'sending' && message.attempts === claim.attempts;
  // Its lease ran out and another attempt took over: only news that it was sent after all still counts.
  if (!mine && (outcome.kind !== 'sent' || message.state === 'sent')) return { state: message.state, waitMs: null };
  // Corrected while the attempt was under way: the new address is tried, the old one's refusal is nobody's news.
  const corrected = outcome.kind === 'refused' && message.address !== claim.address;
  const delivery = deliveryOf(corrected ? { ...outcome, kind: 'deferred' } : outcome, claim, now);
  await tx
    .updateTable('message')
    .set({
      state: delivery.state,
      lease_until: null,
      next_attempt_at: delivery.waitMs === null ? null : plus(now, delivery.waitMs),
      sent_at: delivery.state === 'sent' ? now : null,
      response: outcome.kind === 'sent' ? outcome.response : outcome.reason,
    })
    .where('id', '=', claim.message)
    .execute();
  await recordEvent(tx, {
    campaign: claim.campaign,
    at: now,
    kind: `message-${delivery.state}`,
    actor: SYSTEM.name,
    subject: claim.message,
    data: { attempts: claim.attempts },
  });
  const dead = outcome.kind === 'refused' && outcome.deadAddress;
  if (delivery.state === 'failed' && outcome.kind !== 'sent')
    await tellUndelivered(tx, { ctx, message, reason: outcome.reason, dead }, now);
  return delivery;
}

async function lockRecipient(tx: Tx, message: string): Promise<void> {
  await tx
    .selectFrom('contact as c')
    .innerJoin('message as m', (join) => join.onRef('m.campaign', '=', 'c.campaign').onRef('m.recipient', '=', 'c.id'))
    .select('c.id')
    .where('m.id', '=', message)
    .forUpdate('c')
    .execute();
}

function deliveryOf(outcome: SendOutcome, { attempts, createdAt }: Claim, now: Instant): Delivery {
  if (outcome.kind === 'sent') return { state: 'sent', waitMs: null };
  if (outcome.kind === 'refused' || now - createdAt > GIVE_UP_MS) return { state: 'failed', waitMs: null };
  const minutes = BACK_OFF_MINUTES[Math.min(attempts, BACK_OFF_MINUTES.length) - 1] ?? 1;
  return { state: outcome.kind, waitMs: minutes * MINUTE };
}
