import type { Instant, LocalDate } from '@duban/base';
import { addDays, chineseDate, dateOf, endOfDay, formatMinute } from '@duban/base/time';
import { onOrBefore } from '@duban/calendar';
import { type CampaignDefinition, isOwed, lateFrom } from '@duban/campaign';
import { type ChaseFact, lastCheckpoints, planMessage, type Tx } from '@duban/ledger';
import { callsToday } from '../chase/calls-today.js';
import type { Context } from '../context.js';
import type { Duties } from '../duties/duties-of.js';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText, shortDueText } from '../facts/days.js';
import { HORIZON_DAYS, isFirstOfWeek, milestonesAhead, standingDuties } from './digest-duties.js';
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
  const open = (
    await tx
      .selectFrom('obligation as o')
      .innerJoin('round as r', 'r.id', 'o.round')
      .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
      .select(['o.office', 'o.requirement', 'o.state', 'o.chase_due', 'r.due_time', 'r.period_label', 'r.merged_at'])
      .where('o.campaign', '=', definition.id)
      .where('r.merged_at', 'is', null)
      .orderBy('o.chase_due')
      .orderBy('r.due_time', (order) => order.asc().nullsLast())
      .orderBy('f.position')
      .orderBy('o.id')
      .execute()
  ).filter((o) => isOwed(o.state));
  // T is the due moved back to a working day: on Friday 12-08 the officer must read that Sunday's due falls to today.
  const workdayOf = (due: LocalDate): LocalDate => onOrBefore(ctx.calendar, due);
  const line = (o: (typeof open)[number]) => ({
    office: officeOf(definition, o.office).shortName,
    what: whatIsOwed(requirementOf(definition, o.requirement), o.period_label),
    due: shortDueText(o.chase_due, o.due_time),
    note:
      [
        o.state === 'returned' ? '退回修改' : '',
        ctx.calendar.isWorkday(o.chase_due) ? '' : '时限在休息日，今天是此前最后一个工作日',
      ]
        .filter((text) => text !== '')
        .join('；') || null,
  });
  // 明早上班前 is over when the morning is held.
  const isOver = (o: (typeof open)[number]): boolean => now >= lateFrom(o.chase_due, o.due_time);
  const dueToday = open.filter((o) => workdayOf(o.chase_due) === today && !isOver(o)).map(line);
  const overdue = open.filter(isOver).map((o) => ({ ...line(o), note: o.state === 'returned' ? '退回修改' : null }));
  const calls = await callsToday(tx, about, now);
  const since = await untoldSince(tx, definition.id, about.lastMorning);
  const received = await receivedSince(tx, definition, since);
  const soon = open.filter((o) => workdayOf(o.chase_due) > today && o.chase_due <= addDays(today, HORIZON_DAYS));
  const next = [...new Map(soon.map((o) => [`${o.requirement} ${o.period_label} ${o.chase_due}`, o])).values()].map(
    (o) => {
      const { what, due } = line(o);
      const same = soon.filter(
        (s) => s.requirement === o.requirement && s.period_label === o.period_label && s.chase_due === o.chase_due,
      );
      const returned = same.filter((s) => s.state === 'returned').length;
      // 未报 is the word for who never filed (practice.md): before the due a sheet is 待报.
      const parts = [
        same.length > returned ? `${same.length - returned}家待报` : '',
        returned > 0 ? `${returned}家退回修改` : '',
      ];
      return { what, due, note: parts.filter((text) => text !== '').join('，') };
    },
  );
  const own = ownDuties(about.duties, now);
  const milestones = milestonesAhead(definition, today);
  const said = [dueToday, overdue, calls, received, next, own, milestones];
  if (said.every(({ length }) => length === 0)) return false;
  const standing = isFirstOfWeek(ctx.calendar, today) ? standingDuties(definition) : [];
  const lists = { dueToday, overdue, calls, received, next, own, milestones, standing };
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

async function receivedSince(
  tx: Tx,
  definition: CampaignDefinition,
  since: Instant | null,
): Promise<readonly Record<string, string | null>[]> {
  const rows = await tx
    .selectFrom('submission as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.office', 'o.requirement', 'o.state', 'r.period_label', 's.received_at'])
    .where('o.campaign', '=', definition.id)
    .where('s.received_at', '>', since ?? (0 as Instant))
    .orderBy('s.received_at')
    .execute();
  return rows.map((r) => ({
    office: officeOf(definition, r.office).shortName,
    what: whatIsOwed(requirementOf(definition, r.requirement), r.period_label),
    at: formatMinute(r.received_at),
    note: r.state === 'returned' ? '退回修改' : null,
  }));
}
