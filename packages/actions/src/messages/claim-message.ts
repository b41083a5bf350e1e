import { type Instant, MINUTE, plus } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { MessageRow, Tx } from '@duban/ledger';
import { isUrgentChase } from '../chase/chase-id.js';
import { type ComposeContext, type Composed, composeMessage } from '../compose-message.js';
import type { Context } from '../context.js';
import { mayLeave } from '../facts/campaign-status.js';
import { CANCELLED, cancel, close, type Delivery, note, takeBack } from './end-message.js';
import { messageStanding } from './message-standing.js';
import { fellows, holdMail, leaderOf, leftBehind, messageIdOfMail } from './one-mail.js';
import { nextAttempt } from './open-messages.js';
import { stillOwed, stillTheirs } from './still-to-say.js';
import { tellUndelivered } from './undelivered.js';

/** What the claim read and fixed; the attempt sends exactly this. */
export interface Claim {
  readonly message: string;
  readonly address: string;
  readonly messageId: string;
  readonly composed: Composed;
  /** The messages that leave in this mail: the claimed one first, then its person's chases of other campaigns. */
  readonly claimed: readonly Claimed[];
}

/** One message of a mail that is under way. */
export interface Claimed {
  readonly message: string;
  readonly campaign: string;
  readonly attempts: number;
  readonly createdAt: Instant;
}

/** How long one attempt may take before it counts as lost: longer than enclosures and all our SMTP time-outs together. */
const LEASE_MS = 3 * MINUTE;

/**
 * Claims a message for one attempt, in a transaction that re-reads its obligations: settled lines are dropped, nothing left cancels it.
 * A chase takes along what the same person is chased for in other campaigns of the bureau. Answers with the message's state instead when
 * there is nothing to attempt now.
 */
export async function claimMessage(
  tx: Tx,
  { ctx, id }: { ctx: ComposeContext & Pick<Context, 'mailDomain'>; id: string },
  now: Instant,
): Promise<Claim | Delivery> {
  const held = await holdMail(tx, id, now);
  const { message } = held;
  if (message.state === 'sent' || message.state === 'cancelled' || message.state === 'failed')
    return { state: message.state, waitMs: null };
  const from = nextAttempt(message);
  if (from > now) return { state: message.state, waitMs: from - now };
  const { status, ahead } = await messageStanding(tx, message);
  const waits = !mayLeave(status, message);
  // It waits: resuming looks at it again.
  if (waits && status === 'paused') return { state: message.state, waitMs: null };
  if (message.state === 'sending') await note(tx, message, { now, kind: 'attempt-lost' });
  if (waits) return cancel(tx, { message }, now);
  if (leftBehind(held) || isOutdated(message, now)) return planAnew(tx, message, now);
  const theirs = await stillTheirs(tx, message, now);
  if (theirs === null) return CANCELLED;
  const others: MessageRow[] = [];
  let before = ahead;
  for (const other of fellows(held)) {
    const standing = await messageStanding(tx, other);
    // What a pause holds back stays behind.
    if (standing.status !== 'running') continue;
    others.push(other);
    before ??= standing.ahead;
  }
  if (before !== null) return waitBehind(tx, { message, before }, now);
  const first = await stillOwed(tx, { ctx, message: theirs }, now);
  if (first === null) return CANCELLED;
  const mail = [first];
  for (const other of others) {
    const left = (await stillTheirs(tx, other, now)) && (await stillOwed(tx, { ctx, message: other }, now));
    if (left) mail.push(left);
  }
  const composed = await composeMessage(tx, { ctx, message: first, mail: mail.map((m) => m.id) }, now).catch(
    (cause: unknown) => ({ unfit: String(cause) }),
  );
  if ('unfit' in composed) return giveUp(tx, { ctx, mail, reason: composed.unfit }, now);
  return {
    message: id,
    address: first.address,
    messageId: await messageIdOfMail(tx, message),
    composed,
    claimed: await take(tx, { mail, subject: composed.subject }, now),
  };
}

async function waitBehind(
  tx: Tx,
  { message, before }: { message: MessageRow; before: { id: string; at: Instant } },
  now: Instant,
): Promise<Delivery> {
  const again = plus(now, Math.max(MINUTE, before.at - now));
  await tx.updateTable('message').set({ next_attempt_at: again }).where('id', '=', message.id).execute();
  await note(tx, message, { now, kind: 'message-waiting', data: { behind: before.id } });
  return { state: message.state, waitMs: again - now };
}

/** Marks every message of the mail as under way. */
async function take(
  tx: Tx,
  { mail, subject }: { mail: readonly MessageRow[]; subject: string },
  now: Instant,
): Promise<Claimed[]> {
  const [first] = mail;
  const leader = first ? leaderOf(first) : null;
  for (const { id, attempts } of mail)
    await tx
      .updateTable('message')
      .set({ state: 'sending', attempts: attempts + 1, lease_until: plus(now, LEASE_MS), subject })
      .set({ carried_by: id === leader ? null : leader })
      .where('id', '=', id)
      .execute();
  return mail.map(({ id, campaign, attempts, created_at }) => ({
    message: id,
    campaign,
    attempts: attempts + 1,
    createdAt: created_at,
  }));
}

/**
 * Facts that do not fit will not fit at the next attempt: an endless retry would hold up the office's other mail. Had the database
 * failed instead, this transaction could write nothing more, and the attempt would be repeated.
 */
async function giveUp(
  tx: Tx,
  { ctx, mail, reason }: { ctx: Pick<Context, 'mailDomain'>; mail: readonly MessageRow[]; reason: string },
  now: Instant,
): Promise<Delivery> {
  const told = new Set<string>();
  for (const message of mail) {
    await close(tx, message, { state: 'failed', response: reason });
    await note(tx, message, { now, kind: 'message-failed', data: { attempts: message.attempts, reason } });
    await tellUndelivered(tx, { ctx, message, reason, dead: false, told }, now);
  }
  return { state: 'failed', waitMs: null };
}

/**
 * Its lines count as missed, so that the next look of their offices plans them for a day that still has a mail: the person got the day's
 * chase already, or the day has passed without (a mail server that took nothing for a night would else let it leave beside the next day's,
 * on a rest day, or to who has left since).
 */
async function planAnew(tx: Tx, message: MessageRow, now: Instant): Promise<Delivery> {
  return cancel(tx, { message, data: await takeBack(tx, { message }, now) }, now);
}

/**
 * A chase is the day's: what no server has taken by its end is not sent on another. An attempt whose answer was lost may have got there; it is
 * repeated as ever, with the same Message-ID. An urgent request counts in minutes and goes on.
 */
function isOutdated({ id, kind, state, send_after }: MessageRow, now: Instant): boolean {
  const waits = state === 'planned' || state === 'deferred';
  return kind === 'chase' && waits && !isUrgentChase(id) && dateOf(now) > dateOf(send_after);
}
