import { type Instant, MINUTE, plus } from '@duban/base';
import { isoOf } from '@duban/base/time';
import { isOwed } from '@duban/campaign';
import { lockSubject, type MessageState, recordEvent, type Tx } from '@duban/ledger';
import type { SendOutcome } from '@duban/notify';
import { attachmentsOf } from './attachments.js';
import { composeMessage, type Composed } from './compose-message.js';
import type { SendingContext } from './context.js';
import { SYSTEM } from './context.js';
import { nextAttempt } from './open-messages.js';

/** What an attempt came to; `waitMs` says when the next one may be made, null when there is none to make. */
export interface Delivery {
  readonly state: MessageState;
  readonly waitMs: number | null;
}

/** How long one attempt may take before it counts as lost. Longer than any SMTP time-out of ours. */
const LEASE_MS = MINUTE;
/** Back-off of deferred mail: minutes after each failed attempt; the last repeats until five days have passed. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240];
const GIVE_UP_MS = 5 * 24 * 60 * MINUTE;

/**
 * One attempt: claim → send → record. The claim re-reads the obligations in its transaction, drops the lines that are settled, and cancels the message when
 * nothing remains; an attempt that died between claim and record becomes `unknown` when its lease ends and is repeated with the same Message-ID.
 */
export async function deliverMessage(ctx: SendingContext, { message, now }: { message: string; now: Instant }): Promise<Delivery> {
  const claim = await ctx.ledger.transaction((tx) => claimMessage(tx, message, now));
  if (!('composed' in claim)) return claim;
  const attachments = await attachmentsOf(ctx, claim, now);
  const outcome = await ctx.mailer
    .send({ to: claim.address, subject: claim.composed.subject, text: claim.composed.text, messageId: claim.messageId, date: isoOf(now), attachments })
    .catch((cause: unknown): SendOutcome => ({ kind: 'refused', reason: cause instanceof Error ? cause.message : String(cause) }));
  return ctx.ledger.transaction((tx) => recordOutcome(tx, { message, attempts: claim.attempts, createdAt: claim.createdAt, outcome }, now));
}

/** What the claim read and fixed; the attempt sends exactly this. */
export interface Claim {
  readonly campaign: string;
  readonly address: string;
  readonly messageId: string;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly composed: Composed;
}

async function claimMessage(tx: Tx, id: string, now: Instant): Promise<Claim | Delivery> {
  await lockSubject(tx, `message:${id}`);
  const message = await tx.selectFrom('message').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (message.state === 'sent' || message.state === 'cancelled' || message.state === 'failed') return { state: message.state, waitMs: null };
  const from = nextAttempt(message);
  if (from > now) return { state: message.state, waitMs: from - now };
  if (message.state === 'sending') await recordEvent(tx, { campaign: message.campaign, at: now, kind: 'attempt-lost', actor: SYSTEM.name, subject: id, data: { attempts: message.attempts } });
  if (message.kind === 'chase' && !(await dropSettledLines(tx, id))) {
    await tx.updateTable('message').set({ state: 'cancelled', lease_until: null }).where('id', '=', id).execute();
    await recordEvent(tx, { campaign: message.campaign, at: now, kind: 'message-cancelled', actor: SYSTEM.name, subject: id });
    return { state: 'cancelled', waitMs: null };
  }
  const composed = await composeMessage(tx, message, now);
  const attempts = message.attempts + 1;
  await tx.updateTable('message').set({ state: 'sending', attempts, lease_until: plus(now, LEASE_MS), subject: composed.subject }).where('id', '=', id).execute();
  return { campaign: message.campaign, address: message.address, messageId: message.message_id, attempts, createdAt: message.created_at, composed };
}

/** Marks lines whose obligation is settled, or was re-armed since; returns whether any line is left. */
async function dropSettledLines(tx: Tx, message: string): Promise<boolean> {
  const lines = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['l.obligation', 'l.arm', 'o.state', 'o.arm as current', 'r.merged_at'])
    .where('l.message', '=', message)
    .where('l.dropped', '=', false)
    .forUpdate('o')
    .execute();
  const settled = lines.filter((l) => !isOwed(l.state) || l.arm !== l.current || l.merged_at !== null);
  for (const l of settled) {
    await tx.updateTable('message_line').set({ dropped: true }).where('message', '=', message).where('obligation', '=', l.obligation).where('arm', '=', l.arm).execute();
  }
  return lines.length > settled.length;
}

interface Attempt {
  readonly message: string;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly outcome: SendOutcome;
}

async function recordOutcome(tx: Tx, { message, attempts, createdAt, outcome }: Attempt, now: Instant): Promise<Delivery> {
  const delivery = resultOf(outcome, { attempts, createdAt }, now);
  const nextAt = delivery.waitMs === null ? null : plus(now, delivery.waitMs);
  const { campaign } = await tx
    .updateTable('message')
    .set({
      state: delivery.state,
      lease_until: null,
      next_attempt_at: nextAt,
      sent_at: delivery.state === 'sent' ? now : null,
      response: outcome.kind === 'sent' ? outcome.response : outcome.reason,
    })
    .where('id', '=', message)
    .returning('campaign')
    .executeTakeFirstOrThrow();
  await recordEvent(tx, { campaign, at: now, kind: `message-${delivery.state}`, actor: SYSTEM.name, subject: message, data: { attempts } });
  return delivery;
}

function resultOf(outcome: SendOutcome, { attempts, createdAt }: { attempts: number; createdAt: Instant }, now: Instant): Delivery {
  if (outcome.kind === 'sent') return { state: 'sent', waitMs: null };
  if (outcome.kind === 'refused' || now - createdAt > GIVE_UP_MS) return { state: 'failed', waitMs: null };
  const minutes = BACK_OFF_MINUTES[Math.min(attempts, BACK_OFF_MINUTES.length) - 1] ?? 1;
  return { state: outcome.kind, waitMs: minutes * MINUTE };
}
