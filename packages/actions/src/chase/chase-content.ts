import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { addDays, chineseDate, dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { lateFrom, type MessageStep, type ObligationState } from '@duban/campaign';
import type { AttachmentRef, Tx } from '@duban/ledger';
import { type CampaignFacts, ladderOf, officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { dueText } from '../facts/days.js';
import { handInWays } from '../messages/hand-in-ways.js';
import { saidIn } from './said.js';

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
  readonly recipient: string;
}

/** The chase of one person: what each of the person's offices still owes, with the template where filling begins. */
export async function chaseContent(
  tx: Tx,
  chase: Chase,
  now: Instant,
): Promise<{ content: Readonly<Record<string, unknown>>; attachments: readonly AttachmentRef[] }> {
  const { definition } = chase.facts;
  const person = await tx
    .selectFrom('contact')
    .select('title')
    .where('campaign', '=', definition.id)
    .where('id', '=', chase.recipient)
    .executeTakeFirstOrThrow();
  const lines = (await linesOf(tx, chase.message)).map((line) => ({ ...line, step: stepOf(chase.facts, line) }));
  const said = await saidIn(tx, definition.id);
  const offices = [...new Set(lines.map((l) => l.office))].map((id) => {
    const { name, standing } = officeOf(definition, id);
    const debts = lines
      .filter((l) => l.office === id)
      .map((line) => ({
        what: whatIsOwed(requirementOf(definition, line.requirement), line.period_label),
        due: dueText(line.chase_due, line.due_time),
        asOf: line.as_of && `数据截至${chineseDate(line.as_of, true)}`,
        note: noteOf(line, said.get(line.id)?.until ?? null, now),
        stage: said.get(line.id)?.progress ?? null,
        step: wordingOf(line, chase.calendar, now),
        dueOnRestDay: line.chase_due !== dateOf(now) && !chase.calendar.isWorkday(line.chase_due),
      }));
    return { name, standing, debts };
  });
  const attachments = lines
    .filter((l) => l.state !== 'returned' && BRINGS_TEMPLATE.has(l.step))
    .filter((l) => requirementOf(definition, l.requirement).form.kind === 'table')
    .map((l): AttachmentRef => ({ kind: 'template', obligation: l.id }));
  const handIn = handInWays(attachments.length > 0 ? 'enclosed' : 'earlier');
  return { content: { to: person.title, offices, handIn }, attachments };
}

function linesOf(tx: Tx, message: string) {
  return (
    tx
      .selectFrom('message_line as l')
      .innerJoin('obligation as o', 'o.id', 'l.obligation')
      .innerJoin('round as r', 'r.id', 'o.round')
      .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
      .select(['o.id', 'o.office', 'o.requirement', 'o.state', 'o.chase_due', 'r.due_time'])
      .select(['r.period_label', 'r.as_of', 'l.step'])
      .where('l.message', '=', message)
      .where('l.dropped', '=', false)
      // The most urgent first, of its office and of all offices of one person.
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
