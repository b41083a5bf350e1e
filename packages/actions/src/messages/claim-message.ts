import { type Instant, MINUTE, plus } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { isOwed } from '@duban/campaign';
import {
  type CampaignStatus,
  lockSubject,
  type MessageRow,
  type MessageState,
  type Poke,
  poke,
  recordEvent,
  type Tx,
} from '@duban/ledger';
import { isUrgentChase } from '../chase/chase-id.js';
import { type ComposeContext, type Composed, composeMessage } from '../compose-message.js';
import { type Context, SYSTEM } from '../context.js';
import { mayLeave, statusOf } from '../facts/campaign-status.js';
import { cancelOutdated } from '../status/cancel-waiting.js';
import { ENCLOSURE_FAILED } from './attachments.js';
import { nextAttempt } from './open-messages.js';
import { tellUndelivered } from './undelivered.js';

/** What an attempt came to; `waitMs` says when the next one may be made, null when there is none to make. */
export interface Delivery {
  readonly state: MessageState;
  readonly waitMs: number | null;
}

/** What the claim read and fixed; the attempt sends exactly this. */
export interface Claim {
  readonly message: string;
  readonly campaign: string;
  readonly address: string;
  readonly messageId: string;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly composed: Composed;
}

/** How long one attempt may take before it counts as lost: longer than enclosures and all our SMTP time-outs together. */
const LEASE_MS = 3 * MINUTE;

/**
 * Claims a message for one attempt, in a transaction that re-reads its obligations: settled lines are dropped, nothing left cancels it.
 * Answers with the message's state instead when there is nothing to attempt now.
 */
export async function claimMessage(
  tx: Tx,
  { ctx, id }: { ctx: ComposeContext & Pick<Context, 'mailDomain'>; id: string },
  now: Instant,
): Promise<Claim | Delivery> {
  await lockSubject(tx, `message:${id}`);
  const message = await tx.selectFrom('message').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  if (message.state === 'sent' || message.state === 'cancelled' || message.state === 'failed')
    return { state: message.state, waitMs: null };
  const from = nextAttempt(message);
  if (from > now) return { state: message.state, waitMs: from - now };
  const note = (kind: string, data: unknown = {}): Promise<void> =>
    recordEvent(tx, { campaign: message.campaign, at: now, kind, actor: SYSTEM.name, subject: id, data });
  const status = await statusOf(tx, message.campaign);
  const held = !mayLeave(status, message.kind);
  // It waits: resuming looks at it again.
  if (held && status === 'paused') return { state: message.state, waitMs: null };
  if (message.state === 'sending') await note('attempt-lost', { attempts: message.attempts });
  const cancel = async (): Promise<{ state: 'cancelled'; waitMs: null }> => {
    await close(tx, message, { state: 'cancelled', response: null });
    await note('message-cancelled');
    return { state: 'cancelled', waitMs: null };
  };
  if (held) return cancel();
  if (isOutdated(message, now)) {
    const offices = await cancelOutdated(tx, message);
    await note('message-cancelled', { dayOver: dateOf(message.send_after) });
    const { campaign } = message;
    await poke(
      tx,
      offices.map((office): Poke => ({ workflow: 'office', input: { campaign, office } })),
      now,
    );
    return { state: 'cancelled', waitMs: null };
  }
  const ahead = await earlierMail(tx, message, status);
  if (ahead !== null) {
    const again = plus(now, Math.max(MINUTE, ahead.at - now));
    await tx.updateTable('message').set({ next_attempt_at: again }).where('id', '=', id).execute();
    await note('message-waiting', { behind: ahead.id });
    return { state: message.state, waitMs: again - now };
  }
  if (message.kind === 'chase') {
    const { left, dropped } = await dropSettledLines(tx, id);
    if (!left) return cancel();
    if (dropped.length > 0) await note('message-trimmed', { obligations: dropped });
  }
  const composed = await composeMessage(tx, { ctx, message }, now).catch((cause: unknown) => ({
    unfit: String(cause),
  }));
  if ('unfit' in composed) {
    // Facts that do not fit will not fit at the next attempt: an endless retry would hold up the office's other mail. Had the database
    // failed instead, this transaction could write nothing more, and the attempt would be repeated.
    await close(tx, message, { state: 'failed', response: composed.unfit });
    await note('message-failed', { attempts: message.attempts, reason: composed.unfit });
    await tellUndelivered(tx, { ctx, message, reason: composed.unfit, dead: false }, now);
    return { state: 'failed', waitMs: null };
  }
  const attempts = message.attempts + 1;
  await tx
    .updateTable('message')
    .set({ state: 'sending', attempts, lease_until: plus(now, LEASE_MS), subject: composed.subject })
    .where('id', '=', id)
    .execute();
  const { campaign, address, message_id: messageId, created_at: createdAt } = message;
  return { message: id, campaign, address, messageId, attempts, createdAt, composed };
}

/**
 * An earlier message to the same person that has not got through yet: what a throttled server puts off is not overtaken, or a person
 * reads the correction before what it corrects. Answers when it is tried next; null when nothing is in the way. What waits for its own
 * enclosure holds up nobody, and an urgent request, whose minute counts, waits for nobody.
 */
async function earlierMail(
  tx: Tx,
  { id, campaign, recipient, send_after }: MessageRow,
  status: CampaignStatus,
): Promise<{ id: string; at: Instant } | null> {
  if (isUrgentChase(id)) return null;
  const open = await tx
    .selectFrom('message')
    .select(['id', 'kind', 'state', 'send_after', 'next_attempt_at', 'lease_until', 'response'])
    .where('campaign', '=', campaign)
    .where('recipient', '=', recipient)
    .where('state', 'in', ['deferred', 'unknown'])
    .where((eb) =>
      eb.or([eb('send_after', '<', send_after), eb.and([eb('send_after', '=', send_after), eb('id', '<', id)])]),
    )
    .orderBy('send_after')
    .orderBy('id')
    .execute();
  // What a pause holds back holds up nobody else.
  const ahead = open.find(
    ({ kind, response }) => mayLeave(status, kind) && !(response?.startsWith(ENCLOSURE_FAILED) ?? false),
  );
  return ahead === undefined ? null : { id: ahead.id, at: nextAttempt(ahead) };
}

/**
 * A chase is the day's: what no server has taken by its end is not sent on another. An attempt whose answer was lost may have got there; it is
 * repeated as ever, with the same Message-ID. An urgent request counts in minutes and goes on.
 */
function isOutdated({ id, kind, state, send_after }: MessageRow, now: Instant): boolean {
  const waits = state === 'planned' || state === 'deferred';
  return kind === 'chase' && waits && !isUrgentChase(id) && dateOf(now) > dateOf(send_after);
}

async function close(
  tx: Tx,
  { id }: MessageRow,
  end: { state: 'cancelled' | 'failed'; response: string | null },
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ ...end, lease_until: null, next_attempt_at: null })
    .where('id', '=', id)
    .execute();
}

/** Marks lines whose obligation is settled, or was re-armed since; returns their obligations, and whether any line is left. */
async function dropSettledLines(tx: Tx, message: string): Promise<{ left: boolean; dropped: string[] }> {
  const lines = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['l.obligation', 'l.arm', 'o.state', 'o.arm as current', 'r.merged_at'])
    .where('l.message', '=', message)
    .where('l.dropped', '=', false)
    .orderBy('o.id')
    .forNoKeyUpdate('o')
    .execute();
  const settled = lines.filter((l) => !isOwed(l.state) || l.arm !== l.current || l.merged_at !== null);
  for (const l of settled) {
    await tx
      .updateTable('message_line')
      .set({ dropped: true })
      .where('message', '=', message)
      .where('obligation', '=', l.obligation)
      .where('arm', '=', l.arm)
      .execute();
  }
  return { left: lines.length > settled.length, dropped: settled.map((l) => l.obligation) };
}
