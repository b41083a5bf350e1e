import type { Instant } from '@duban/base';
import { chineseDate, dateOf, endOfDay } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { type ChaseFact, lastCheckpoints, planMessage, type Tx } from '@duban/ledger';
import { callsToday } from '../chase/calls-today.js';
import type { Context } from '../context.js';
import type { Duties } from '../duties/duties-of.js';
import { dueText } from '../facts/days.js';
import { digestDebts } from './digest-debts.js';
import { isFirstOfWeek, milestonesAhead, standingDuties } from './digest-duties.js';
import { receivedSince } from './digest-received.js';
import { messageIdOf } from './message-ids.js';
import { untoldSince } from './waiting-digests.js';

/** What a morning looks at, read once. */
export interface Morning {
  readonly ctx: Context;
  readonly definition: CampaignDefinition;
  /** Of all its offices. */
  readonly owed: readonly ChaseFact[];
  readonly duties: Duties;
}

/** The officer's morning: due today, overdue, calls on the list, received since the last one, what comes next. Returns false when there is nothing to say. */
export async function planDigest(
  tx: Tx,
  about: Morning & { readonly lastMorning: Instant | null },
  now: Instant,
): Promise<boolean> {
  const { ctx, definition } = about;
  const operator = definition.bureau.officers.find((o) => o.role === 'operator');
  if (!operator) return false;
  const today = dateOf(now);
  const debts = await digestDebts(tx, { calendar: ctx.calendar, definition, lastMorning: about.lastMorning }, now);
  const calls = await callsToday(tx, about, now);
  const since = await untoldSince(tx, definition.id, about.lastMorning);
  const received = await receivedSince(tx, definition, since);
  const own = ownDuties(about.duties, now);
  const milestones = milestonesAhead(definition, today);
  const { dueToday, overdue, pending, left, next } = debts;
  const said = [dueToday, overdue, calls, received, pending, left, next, own, milestones];
  if (said.every(({ length }) => length === 0)) return false;
  const standing = isFirstOfWeek(ctx.calendar, today) ? standingDuties(definition) : [];
  const lists = { ...debts, calls, received, own, milestones, standing };
  const id = `${definition.id}/digest/${today}`;
  return planMessage(
    tx,
    {
      id,
      campaign: definition.id,
      office: null,
      recipient: operator.role,
      address: operator.email,
      kind: 'digest',
      sendAfter: now,
      // Its own day stands above it, whenever it leaves.
      facts: { to: operator.title, sentOn: dueText(today), since, ...lists, audit: await auditHead(tx) },
      attachments: [],
      messageId: messageIdOf(ctx, id),
    },
    now,
  );
}

/** The bureau's own duties that stand on somebody's list today. */
function ownDuties({ running }: Duties, now: Instant) {
  return running
    .filter(({ task }) => task.from < endOfDay(dateOf(now)))
    .map(({ what, dueText, due }) => ({ what, due: dueText, note: due < now ? '已超过时限' : null }));
}

/** The last checkpoint: kept in a mailbox, it shows later whether the chain was cut or made anew. */
async function auditHead(tx: Tx): Promise<{ day: string; count: number; hash: string } | null> {
  const [last] = await lastCheckpoints(tx, 1);
  return last ? { day: chineseDate(last.day, true), count: last.n, hash: last.hash } : null;
}
