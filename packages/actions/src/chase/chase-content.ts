import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { addDays, chineseDate, dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { type CampaignDefinition, lateFrom, type MessageStep, type ObligationState } from '@duban/campaign';
import type { AttachmentRef } from '@duban/ledger';
import { ladderOf, officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { handInWays } from '../messages/hand-in-ways.js';
import type { MailLine } from '../messages/mail-facts.js';

/** Steps that bring the template along: whoever has not begun by then needs it at hand, not in a mail of six weeks ago. */
const BRINGS_TEMPLATE: ReadonlySet<MessageStep> = new Set<MessageStep>([
  'before-period-end',
  'before-holiday',
  'period-start',
  'reminder',
]);

export interface Chase {
  /** Title of whom it is for. */
  readonly to: string;
  readonly calendar: WorkCalendar;
  /** The campaigns whose debts leave in this mail, the message's own first. */
  readonly campaigns: ReadonlyMap<string, MailCampaign>;
  readonly lines: readonly MailLine[];
}

/** One campaign of the mail. */
export interface MailCampaign {
  readonly definition: CampaignDefinition;
  /** The person's page in it; null where there are no pages. */
  readonly page: string | null;
}

/** The chase of one person: what each of the person's offices still owes, in every campaign, with the template where filling begins. */
export function chaseContent(
  { to, calendar, campaigns, lines }: Chase,
  now: Instant,
): { content: Readonly<Record<string, unknown>>; attachments: readonly AttachmentRef[] } {
  const several = campaigns.size > 1;
  const debts = lines.flatMap((line) => {
    const from = campaigns.get(line.campaign);
    return from ? [debtOf({ line, definition: from.definition, several, calendar }, now)] : [];
  });
  const attachments = debts
    .filter((d) => d.template)
    .map((d): AttachmentRef => ({ kind: 'template', obligation: d.id }));
  const content = {
    to,
    offices: byOffice(debts),
    handIn: handInWays(attachments.length > 0 ? 'enclosed' : 'earlier'),
    ...(several ? acrossCampaigns([...campaigns.values()]) : {}),
  };
  return { content, attachments };
}

/** What a mail of several campaigns says besides: which they are, and the person's page in each. */
function acrossCampaigns(campaigns: readonly MailCampaign[]): Readonly<Record<string, unknown>> {
  return {
    campaign: campaigns.map(({ definition }) => definition.title).join('、'),
    pages: campaigns.flatMap(({ definition, page }) =>
      page === null ? [] : [{ campaign: definition.title, link: page }],
    ),
  };
}

interface Naming {
  readonly line: MailLine;
  readonly definition: CampaignDefinition;
  readonly several: boolean;
  readonly calendar: WorkCalendar;
}

function debtOf({ line, definition, several, calendar }: Naming, now: Instant) {
  const requirement = requirementOf(definition, line.requirement);
  const { name, standing } = officeOf(definition, line.office);
  const step = stepOf(definition, line);
  return {
    id: line.id,
    office: { name, standing },
    template: line.state !== 'returned' && BRINGS_TEMPLATE.has(step) && requirement.form.kind === 'table',
    words: {
      campaign: several ? definition.title : null,
      what: whatIsOwed(requirement, line.period_label),
      due: dueText(line.chase_due, line.due_time),
      asOf: line.as_of && `数据截至${chineseDate(line.as_of, true)}`,
      returned: line.state === 'returned',
      note: line.until && `延期至${chineseDate(line.until)}的申请已收到，答复前仍按上述时限`,
      guidance: step === 'before-period-end' ? guidanceText(line) : null,
      promised: line.promised === null ? null : chineseDate(dateOf(line.promised)),
      stage: line.progress,
      leads: line.leads,
      step: wordingOf({ ...line, step, first: isFirstWord(definition, line) }, calendar, now),
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

/** What changed in 口径 since the form went out (practice.md, ladder): by its numbers, each was sent when it was published. */
function guidanceText({ guidance }: MailLine): string | null {
  return guidance?.map((number) => `第${number}号`).join('、') ?? null;
}

interface CarriedLine {
  readonly office: string;
  readonly requirement: string;
  readonly step: string;
}

function stepOf(definition: CampaignDefinition, line: CarriedLine): MessageStep {
  const rung = ladderOf(definition, line).find(({ key }) => key === line.step);
  return rung && 'message' in rung.action ? rung.action.message : 'reminder';
}

/** Of an urgent request: it was not spoken of before. */
function isFirstWord(definition: CampaignDefinition, line: CarriedLine): boolean {
  return ladderOf(definition, line).find(({ key }) => key === line.step)?.anchor === 'asked';
}

interface Debt {
  readonly first: boolean;
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
  if (state === 'returned')
    return due === today ? 'returned-today' : due === addDays(today, 1) ? 'returned-tomorrow' : 'returned';
  if (!isRung(step)) return step === 'urgent' && debt.first ? 'urgent-first' : step;
  if (due === today) return 'T';
  // For a due on a rest day notify has words of its own for both steps.
  if (!calendar.isWorkday(due)) return RUNGS[step];
  return step !== 'reminder' && due === addDays(today, 1) ? 'T-1' : 'T-3';
}

function isRung(step: MessageStep): step is keyof typeof RUNGS {
  return step in RUNGS;
}

const RUNGS = { reminder: 'T-3', 'due-tomorrow': 'T-1', 'due-today': 'T' } as const;
