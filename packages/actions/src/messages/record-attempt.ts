import { DAY, type Instant, MINUTE, plus } from '@duban/base';
import { recordEvent, type Tx } from '@duban/ledger';
import type { SendOutcome } from '@duban/notify';
import { SYSTEM } from '../context.js';
import type { Claim, Delivery } from './claim-message.js';

/** Back-off of deferred mail: minutes after each failed attempt; the last repeats until five days have passed. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240];
const GIVE_UP_MS = 5 * DAY;

/** Writes down what an attempt came to. */
export async function recordAttempt(
  tx: Tx,
  { claim, outcome }: { claim: Claim; outcome: SendOutcome },
  now: Instant,
): Promise<Delivery> {
  const message = await tx
    .selectFrom('message')
    .select(['state', 'attempts'])
    .where('id', '=', claim.message)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const mine = message.state === 'sending' && message.attempts === claim.attempts;
  // Its lease ran out and another attempt took over: only news that it was sent after all still counts.
  if (!mine && (outcome.kind !== 'sent' || message.state === 'sent')) return { state: message.state, waitMs: null };
  const delivery = deliveryOf(outcome, claim, now);
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
  return delivery;
}

function deliveryOf(outcome: SendOutcome, { attempts, createdAt }: Claim, now: Instant): Delivery {
  if (outcome.kind === 'sent') return { state: 'sent', waitMs: null };
  if (outcome.kind === 'refused' || now - createdAt > GIVE_UP_MS) return { state: 'failed', waitMs: null };
  const minutes = BACK_OFF_MINUTES[Math.min(attempts, BACK_OFF_MINUTES.length) - 1] ?? 1;
  return { state: outcome.kind, waitMs: minutes * MINUTE };
}
