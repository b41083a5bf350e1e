import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { addDays, chineseDate, dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { lateFrom, type MessageStep, type ObligationState } from '@duban/campaign';
import type { AttachmentRef, Tx } from '@duban/ledger';
import {
  type CampaignFacts,
  campaignFacts,
  ladderOf,
  officeOf,
  requirementOf,
  whatIsOwed,
} from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { handInWays } from '../messages/hand-in-ways.js';
import { type AllSaid, saidIn } from './said.js';

/** Steps that bring the template along: whoever has not begun by then needs it at hand, not in a mail of six weeks ago. */
const BRINGS_TEMPLATE: ReadonlySet<MessageStep> = new Set<MessageStep>([
  'before-period-end',
  'before-holiday',
  'period-start',
  'reminder',
]);

export interface Chase {
  readonly facts: CampaignFacts;
  readonly calendar: WorkCalendar;
  readonly message: string;
  /** Of all campaigns whose debts leave in this mail, `message` among them. */
  readonly messages: readonly string[];
  readonly recipient: string;
  /** The page of the person in one of the campaigns; null where there are no pages. */
  readonly page: (of: { readonly campaign: string; readonly recipient: string }) => Promise<string | null>;
}

/** The chase of one person: what each of the person's offices still owes, in every campaign, with the template where filling begins. */
export async function chaseContent(
  tx: Tx,
  chase: Chase,
  now: Instant,
): Promise<{ content: Readonly<Record<string, unknown>>; attachments: readonly AttachmentRef[] }> {
  const person = await tx
    .selectFrom('contact')
    .select('title')
    .where('campaign', '=', chase.facts.definition.id)
    .where('id', '=', chase.recipient)
    .executeTakeFirstOrThrow();
  const campaigns = await campaignsOf(tx, chase);
  const several = campaigns.size > 1;
  const debts = (await linesOf(tx, chase.messages)).flatMap((line) => {
    const from = campaigns.get(line.campaign);
    return from ? [debtOf({ line, from, several, calendar: chase.calendar }, now)] : [];
  });
  const attachments = debts
    .filter((d) => d.template)
    .map((d): AttachmentRef => ({ kind: 'template', obligation: d.id }));
  const content = {
    to: person.title,
    offices: byOffice(debts),
    handIn: handInWays(attachments.length > 0 ? 'enclosed' : 'earlier'),
    ...(several ? await acrossCampaigns(chase, [...campaigns.values()]) : {}),
  };
  return { content, attachments };
}

/** What is needed of one campaign to name its debts. */
interface From {
  readonly facts: CampaignFacts;
  readonly said: AllSaid;
  readonly recipient: string;
}

/** The campaigns of the mail, the message's own first. */
async function campaignsOf(tx: Tx, { facts, message, messages }: Chase): Promise<ReadonlyMap<string, From>> {
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'campaign', 'recipient'])
    .where('id', 'in', [...messages])
    .orderBy('id')
    .execute();
  const found = new Map<string, From>();
  for (const { campaign, recipient } of rows.sort((a, b) => Number(b.id === message) - Number(a.id === message))) {
    const own = campaign === facts.definition.id ? facts : await campaignFacts(tx, campaign);
    found.set(campaign, { facts: own, said: await saidIn(tx, campaign), recipient });
  }
  return found;
}

/** What a mail of several campaigns says besides: which they are, and the person's page in each. */
async function acrossCampaigns(
  { page }: Chase,
  campaigns: readonly From[],
): Promise<Readonly<Record<string, unknown>>> {
  const pages: { campaign: string; link: string }[] = [];
  for (const { facts, recipient } of campaigns) {
    const link = await page({ campaign: facts.definition.id, recipient });
    if (link !== null) pages.push({ campaign: facts.definition.title, link });
  }
  return { campaign: campaigns.map(({ facts }) => facts.definition.title).join('、'), pages };
}

interface Naming {
  readonly line: Line;
  readonly from: From;
  readonly several: boolean;
  readonly calendar: WorkCalendar;
}

function debtOf({ line, from, several, calendar }: Naming, now: Instant) {
  const { definition } = from.facts;
  const requirement = requirementOf(definition, line.requirement);
  const { name, standing } = officeOf(definition, line.office);
  const step = stepOf(from.facts, line);
  const said = from.said.get(line.id);
  return {
    id: line.id,
    office: { name, standing },
    template: line.state !== 'returned' && BRINGS_TEMPLATE.has(step) && requirement.form.kind === 'table',
    words: {
      campaign: several ? definition.title : null,
      what: whatIsOwed(requirement, line.period_label),
      due: dueText(line.chase_due, line.due_time),
      asOf: line.as_of && `数据截至${chineseDate(line.as_of, true)}`,
      note: noteOf(line, said?.until ?? null, now),
      stage: said?.progress ?? null,
      step: wordingOf({ ...line, step }, calendar, now),
      dueOnRestDay: line.chase_due !== dateOf(now) && !calendar.isWorkday(line.chase_due),
    },
  };
}

/** The same office of two campaigns is one office to whoever reads. */
function byOffice(debts: readonly ReturnType<typeof debtOf>[]) {
  const keyOf = ({ office }: ReturnType<typeof debtOf>): string => `${office.standing} ${office.name}`;
  return [...new Set(debts.map(keyOf))].flatMap((key) => {
    const mine = debts.filter((debt) => keyOf(debt) === key);
    return mine[0] ? [{ ...mine[0].office, debts: mine.map(({ words }) => words) }] : [];
  });
}

type Line = Awaited<ReturnType<typeof linesOf>>[number];

function linesOf(tx: Tx, messages: readonly string[]) {
  return (
    tx
      .selectFrom('message_line as l')
      .innerJoin('obligation as o', 'o.id', 'l.obligation')
      .innerJoin('round as r', 'r.id', 'o.round')
      .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
      .select(['o.id', 'o.campaign', 'o.office', 'o.requirement', 'o.state', 'o.chase_due', 'r.due_time'])
      .select(['r.period_label', 'r.as_of', 'l.step'])
      .where('l.message', 'in', [...messages])
      .where('l.dropped', '=', false)
      // The most urgent first, of its office and of all offices of one person, in whatever campaign.
      .orderBy('o.chase_due')
      .orderBy('r.due_time', (order) => order.asc().nullsLast())
      .orderBy('f.position')
      .orderBy('o.id')
      .execute()
  );
}

function noteOf(
  { state, chase_due, due_time }: Omit<Debt, 'step'>,
  until: LocalDate | null,
  now: Instant,
): string | null {
  const notes = [
    // “仍未收到” alone would puzzle a clerk who has a receipt.
    ...(state === 'returned' && now >= lateFrom(chase_due, due_time) ? ['退回修改后尚未重新报送'] : []),
    ...(until ? [`延期至${chineseDate(until)}的申请已收到，答复前仍按上述时限`] : []),
  ];
  return notes.join('；') || null;
}

interface CarriedLine {
  readonly office: string;
  readonly requirement: string;
  readonly step: string;
}

function stepOf({ definition }: CampaignFacts, line: CarriedLine): MessageStep {
  const rung = ladderOf(definition, line).find(({ key }) => key === line.step);
  return rung && 'message' in rung.action ? rung.action.message : 'reminder';
}

interface Debt {
  readonly step: MessageStep;
  readonly state: ObligationState;
  readonly chase_due: LocalDate;
  readonly due_time: LocalTime | null;
}

/**
 * notify's word for a line on the day it leaves. A step counts working days, and a message may have been held up: only the calendar
 * says whether something is due “明日” or “今日” (T−1 of a Monday is a Friday).
 */
function wordingOf(debt: Debt, calendar: WorkCalendar, now: Instant): string {
  const today = dateOf(now);
  const { step, state, chase_due: due, due_time } = debt;
  if (now >= lateFrom(due, due_time)) return 'overdue';
  if (state === 'returned') return 'returned';
  if (!isRung(step)) return step;
  if (due === today) return 'T';
  // For a due on a rest day notify has words of its own for both steps.
  if (!calendar.isWorkday(due)) return RUNGS[step];
  return step !== 'reminder' && due === addDays(today, 1) ? 'T-1' : 'T-3';
}

function isRung(step: MessageStep): step is keyof typeof RUNGS {
  return step in RUNGS;
}

const RUNGS = { reminder: 'T-3', 'due-tomorrow': 'T-1', 'due-today': 'T' } as const;
