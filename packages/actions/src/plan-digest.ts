import type { Instant } from '@duban/base';
import { addDays, chineseDate, chineseWeekday, dateOf, formatMinute } from '@duban/base/time';
import { type CampaignDefinition, isOwed } from '@duban/campaign';
import { planMessage, type Tx } from '@duban/ledger';
import { callList } from './call-list.js';
import { officeOf, requirementOf, whatIsOwed } from './campaign-facts.js';
import type { Context } from './context.js';
import { messageIdOf } from './message-ids.js';

/** How far ahead the digest looks for dues. */
const HORIZON_DAYS = 7;

/** The officer's morning: due today, overdue, calls on the list, received since yesterday, what comes next. Returns false when there is nothing to say. */
export async function planDigest(
  tx: Tx,
  about: { ctx: Context; definition: CampaignDefinition; since: Instant | null },
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
      .select(['o.office', 'o.requirement', 'o.state', 'o.chase_due', 'r.period_label', 'r.merged_at'])
      .where('o.campaign', '=', definition.id)
      .where('r.merged_at', 'is', null)
      .orderBy('o.chase_due')
      .orderBy('f.position')
      .orderBy('o.id')
      .execute()
  ).filter((o) => isOwed(o.state));
  const line = (o: (typeof open)[number]) => ({
    office: officeOf(definition, o.office).shortName,
    what: whatIsOwed(requirementOf(definition, o.requirement), o.period_label),
    due: `${chineseDate(o.chase_due)}（${chineseWeekday(o.chase_due)}）`,
    note: o.state === 'returned' ? '退回修改' : null,
  });
  const dueToday = open.filter((o) => o.chase_due === today).map(line);
  const overdue = open.filter((o) => o.chase_due < today).map(line);
  const calls = await openCalls(tx, definition);
  const received = await receivedSince(tx, definition, about.since);
  const soon = open.filter((o) => o.chase_due > today && o.chase_due <= addDays(today, HORIZON_DAYS));
  const next = [...new Map(soon.map((o) => [`${o.requirement} ${o.chase_due}`, o])).values()].map((o) => {
    const { what, due } = line(o);
    return {
      what,
      due,
      note: `${soon.filter((s) => s.requirement === o.requirement && s.chase_due === o.chase_due).length}家未报`,
    };
  });
  if (dueToday.length + overdue.length + calls.length + received.length + next.length === 0) return false;
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
      facts: { to: operator.title, dueToday, overdue, calls, received, next },
      attachments: [],
      messageId: messageIdOf(ctx, id),
    },
    now,
  );
}

/** The calls that are still to be made: by whom, to whom, and what to say. */
async function openCalls(tx: Tx, definition: CampaignDefinition): Promise<readonly Record<string, string | null>[]> {
  const calls = (await callList(tx, definition.id)).filter((call) => call.state === 'open');
  return calls.map((call) => ({
    office: call.office,
    name: call.person?.title ?? '',
    phone: call.person?.phone ?? '',
    about: `${call.what}，时限${call.due}（${call.by}）`,
    script: call.script || null,
  }));
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
