import type { Instant, LocalDate } from '@duban/base';
import { addDays, dateOf } from '@duban/base/time';
import { onOrBefore, type WorkCalendar } from '@duban/calendar';
import { type CampaignDefinition, isOwed, lateFrom } from '@duban/campaign';
import { closedByMerge, type Tx } from '@duban/ledger';
import { officeOf, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { shortDueText } from '../facts/days.js';
import { HORIZON_DAYS, isFirstOfWeek } from './digest-duties.js';

/** One office and what it owes. */
export interface DebtLine {
  readonly office: string;
  readonly what: string;
  readonly due: string;
  readonly note: string | null;
}

/** One form of one period, and how many offices it is about. */
export interface GroupLine {
  readonly what: string;
  readonly due: string;
  readonly note: string;
}

/** Everything a digest says of what is owed, and of what waits for the bureau itself. */
export interface DigestDebts {
  readonly dueToday: readonly DebtLine[];
  readonly overdue: readonly DebtLine[];
  /** Handed in, and nobody has decided on it. */
  readonly pending: readonly GroupLine[];
  readonly pendingCount: number;
  /** Of rounds that are merged, where nobody is chased any more: said on the first morning after the merge, then once a week. */
  readonly left: readonly GroupLine[];
  readonly next: readonly GroupLine[];
}

interface Digesting {
  readonly calendar: WorkCalendar;
  readonly definition: CampaignDefinition;
  /** Null: there was none. */
  readonly lastMorning: Instant | null;
}

export async function digestDebts(tx: Tx, about: Digesting, now: Instant): Promise<DigestDebts> {
  const { calendar, definition, lastMorning } = about;
  const today = dateOf(now);
  const rows = await selectUnsettled(tx, definition.id).execute();
  const asked = rows.filter((o) => isOwed(o.state) && !o.closed);
  // T is the due moved back to a working day: on Friday 12-08 the officer must read that Sunday's due falls to today.
  const workdayOf = (due: LocalDate): LocalDate => onOrBefore(calendar, due);
  // 明早上班前 is over when the morning is held.
  const isOver = (o: Unsettled): boolean => now >= lateFrom(o.chase_due, o.due_time);
  const soon = asked.filter((o) => workdayOf(o.chase_due) > today && o.chase_due <= addDays(today, HORIZON_DAYS));
  const waiting = rows.filter((o) => !isOwed(o.state));
  const given = rows.filter((o) => isOwed(o.state) && o.closed);
  const isTold = (o: Unsettled): boolean =>
    isFirstOfWeek(calendar, today) || o.merged_at === null || o.merged_at > (lastMorning ?? 0);
  return {
    dueToday: asked
      .filter((o) => workdayOf(o.chase_due) === today && !isOver(o))
      .map((o) => debtLine(definition, o, restDay(calendar, o))),
    overdue: asked.filter(isOver).map((o) => debtLine(definition, o, '')),
    pending: inGroups(waiting, roundOf).map((same) => pendingLine(definition, same)),
    pendingCount: waiting.length,
    left: inGroups(given.filter(isTold), roundOf).map((same) => leftLine(definition, same)),
    next: inGroups(soon, (o) => `${roundOf(o)} ${o.chase_due}`).map((same) => nextLine(definition, same)),
  };
}

type Unsettled = Awaited<ReturnType<ReturnType<typeof selectUnsettled>['execute']>>[number];

function selectUnsettled(tx: Tx, campaign: string) {
  return tx
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .select(['o.office', 'o.requirement', 'o.state', 'o.chase_due', 'r.due_time', 'r.period_label', 'r.merged_at'])
    .select(['r.cut_off', closedByMerge.as('closed')])
    .where('o.campaign', '=', campaign)
    .where('o.state', 'in', ['expected', 'returned', 'received', 'checked'])
    .orderBy('o.chase_due')
    .orderBy('r.due_time', (order) => order.asc().nullsLast())
    .orderBy('f.position')
    .orderBy('o.id');
}

function whatOf(definition: CampaignDefinition, { requirement, period_label }: Unsettled): string {
  return whatIsOwed(requirementOf(definition, requirement), period_label);
}

function debtLine(definition: CampaignDefinition, o: Unsettled, more: string): DebtLine {
  const notes = [o.state === 'returned' ? '退回修改' : '', more].filter((text) => text !== '');
  return {
    office: officeOf(definition, o.office).shortName,
    what: whatOf(definition, o),
    due: shortDueText(o.chase_due, o.due_time),
    note: notes.join('；') || null,
  };
}

function restDay(calendar: WorkCalendar, { chase_due }: Unsettled): string {
  return calendar.isWorkday(chase_due) ? '' : '时限在休息日，今天是此前最后一个工作日';
}

/** Offices that owe the same. */
type Group = readonly [Unsettled, ...Unsettled[]];

const roundOf = ({ requirement, period_label }: Unsettled): string => `${requirement} ${period_label}`;

function inGroups(rows: readonly Unsettled[], keyOf: (row: Unsettled) => string): Group[] {
  const groups = new Map<string, [Unsettled, ...Unsettled[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function whoOf(definition: CampaignDefinition, group: Group): string {
  return `${group.length}家：${group.map(({ office }) => officeOf(definition, office).shortName).join('、')}`;
}

function pendingLine(definition: CampaignDefinition, group: Group): GroupLine {
  const { merged_at, cut_off } = group[0];
  const due = merged_at === null ? `最迟${shortDueText(cut_off)}24时汇总` : '本期已汇总，通过后可重新汇总';
  return { what: whatOf(definition, group[0]), due, note: whoOf(definition, group) };
}

function leftLine(definition: CampaignDefinition, group: Group): GroupLine {
  const { chase_due, due_time } = group[0];
  return { what: whatOf(definition, group[0]), due: shortDueText(chase_due, due_time), note: whoOf(definition, group) };
}

function nextLine(definition: CampaignDefinition, group: Group): GroupLine {
  const { chase_due, due_time } = group[0];
  const returned = group.filter((o) => o.state === 'returned').length;
  // 未报 is the word for who never filed (practice.md): before the due a sheet is 待报.
  const parts = [
    group.length > returned ? `${group.length - returned}家待报` : '',
    returned > 0 ? `${returned}家退回修改` : '',
  ];
  const note = parts.filter((text) => text !== '').join('，');
  return { what: whatOf(definition, group[0]), due: shortDueText(chase_due, due_time), note };
}
