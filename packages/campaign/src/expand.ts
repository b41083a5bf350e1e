import type { LocalDate, LocalTime } from '@duban/base';
import { addDays, daysBetween } from '@duban/base/time';
import { addWorkdays, stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import { type Asked, Asking, periodContext } from './asking.js';
import { readDate } from './dates/read-date.js';
import type { Answer, CampaignDefinition, DateReading, Requirement } from './definition.js';
import { framesOf, issuedOf } from './frames.js';
import { CUT_OFF_DAYS, URGENT_WAIT } from './ladder.js';
import { later } from './later.js';
import { NOT_LATE, type Question } from './question.js';

export { ONCE } from './frames.js';

/** One requirement in one period, with every date settled. */
export interface RoundPlan {
  readonly requirement: string;
  readonly period: string;
  readonly periodLabel: string;
  /** 数据截止日期 and the first day it covers; null for a report that covers no period. */
  readonly start: LocalDate | null;
  readonly asOf: LocalDate | null;
  /** Last day on which a hand-in is on time (inclusive). */
  readonly due: LocalDate;
  /** The hour of that day from which it is late; absent: its end. */
  readonly dueTime?: LocalTime;
  /** The bureau stops waiting at the end of this day: who has not filed stands as 未报. */
  readonly cutOff: LocalDate;
  readonly offices: readonly string[];
}

/** A round of which a date is still open. */
export interface OpenRound extends Omit<RoundPlan, 'asOf' | 'due' | 'cutOff'> {
  readonly asOf: LocalDate | null;
  readonly due: LocalDate | null;
  readonly cutOff: LocalDate | null;
}

/** One of the bureau's own dues to its superior. */
export interface UpwardDue {
  readonly requirement: string;
  readonly period: string;
  readonly periodLabel: string;
  /** Null while the notice's words leave it open. */
  readonly due: LocalDate | null;
  readonly reading: DateReading | null;
}

export interface Expansion {
  readonly rounds: readonly RoundPlan[];
  /** What a plan can already show of the rounds that wait for an answer. */
  readonly open: readonly OpenRound[];
  /** Due before the notice was out, and by the bureau's answer owed by nobody: no obligations are made. */
  readonly past: readonly OpenRound[];
  readonly upward: readonly UpwardDue[];
  readonly questions: readonly Question[];
}

/** `jining-2023/quarterly-table/2023Q3/yanzhou`: stable for good, whatever is amended later. */
export function obligationId(campaign: string, round: { requirement: string; period: string }, office: string): string {
  return `${campaign}/${round.requirement}/${round.period}/${office}`;
}

/**
 * Definition + answers → the rounds and, through their offices, the obligations; what is not yet settled comes back as questions.
 * Only dated requirements make rounds (JN23-O13: quarterly within the campaign, so Q3 and Q4 2023 and no Q2); the bureau's own duties
 * upward make none (see `upwardPlans`). Working days are counted by `calendar`.
 */
export function expand(
  definition: CampaignDefinition,
  answers: readonly Answer[],
  calendar: WorkCalendar = stateCouncilCalendar,
): Expansion {
  const asking = new Asking(answers);
  const asked = definition.requirements.flatMap((requirement): Asked[] => {
    const begin = requirement.frequency === 'once' ? null : firstDay(asking, { definition, requirement });
    return framesOf(definition, requirement, begin).map((frame) => ({ definition, requirement, frame, calendar }));
  });
  const drafts = asked
    .filter(({ requirement }) => requirement.direction === 'county')
    .map((each) => drafted(asking, each))
    .filter(({ ended }) => !ended);
  const rounds = drafts.filter(({ past, round }) => !past && round.offices.length > 0).map(({ round }) => round);
  return {
    rounds: rounds.filter(isSettled),
    open: rounds.filter((round) => !isSettled(round)),
    past: drafts.filter(({ past }) => past).map(({ round }) => round),
    upward: asked
      .filter(({ requirement }) => requirement.direction === 'upward')
      .map((each) => upwardDue(asking, each)),
    questions: asking.questions,
  };
}

/** Where a recurrence begins; a notice without a date does not say (YY22-O1). */
function firstDay(
  asking: Asking,
  { definition, requirement }: Pick<Asked, 'definition' | 'requirement'>,
): LocalDate | null {
  return (
    issuedOf(definition, requirement) ??
    asking.date({
      id: `${requirement.id}/first/period`,
      title: `${requirement.title}从哪一期报起？填这一期的第一天`,
      proposals: [],
      meanings: {},
      quote: requirement.phrase,
      source: requirement.source,
    })
  );
}

/** A period that begins somewhere has data that end somewhere. */
function isSettled(round: OpenRound): round is RoundPlan {
  return round.due !== null && round.cutOff !== null && (round.start === null || round.asOf !== null);
}

interface Draft {
  readonly round: OpenRound;
  /** Over before the notice was out, and by the bureau's answer nobody's. */
  readonly past: boolean;
  /** A later document asks for it no longer. */
  readonly ended: boolean;
}

function drafted(asking: Asking, asked: Asked): Draft {
  const { definition, requirement, frame } = asked;
  const id = `${requirement.id}/${frame.period}`;
  const about = aboutOf(asked);
  const { period, periodLabel, start } = frame;
  const base = {
    requirement: requirement.id,
    period,
    periodLabel,
    start,
    offices: officesOf(definition, requirement),
    ...(requirement.dueTime ? { dueTime: requirement.dueTime } : {}),
  };
  const said = dueOf(asked);
  const past = said.due !== null ? pastDue(asking, asked, said.due) : null;
  if (past === 'past')
    return { round: { ...base, asOf: frame.end, due: said.due, cutOff: null }, past: true, ended: false };
  const asOf = frame.end && (frame.overruns ? asking.date(asOfQuestion(asked, frame.end)) : frame.end);
  const named =
    past !== null && past !== 'open'
      ? past
      : (said.due ??
        asking.due(asked, { id: `${id}/due`, title: `${about}哪一天报送截止？`, source: requirement.source, ...said }));
  const due = named && later(named, isUrgent(requirement) ? named : (definition.earliest ?? named));
  const until = asking.cutOff(asked, due, cutOffQuestion(asked, { id, about, due }));
  const cutOff = until && named && due ? addDays(until, until < due ? daysBetween(named, due) : 0) : until;
  const ended = requirement.ended !== undefined && (due === null || due >= requirement.ended);
  const offices = onDuty(definition, base.offices, due);
  return { round: { ...base, offices, asOf, due, cutOff }, past: false, ended };
}

/** 加报 was said knowing which day it is: nothing puts it off. */
function isUrgent({ ladder }: Requirement): boolean {
  return ladder?.subordinate.some(({ anchor }) => anchor === 'asked') ?? false;
}

function aboutOf({ requirement, frame }: Asked): string {
  return `${requirement.title}（${frame.periodLabel}）`;
}

function asOfQuestion(asked: Asked, end: LocalDate): Question {
  const { requirement, frame } = asked;
  return {
    id: `${requirement.id}/${frame.period}/as-of`,
    title: `${aboutOf(asked)}数据截止哪一天？`,
    proposals: [frame.campaignEnd, end],
    meanings: { [frame.campaignEnd]: '截至专项结束', [end]: '截至统计期末' },
    quote: requirement.phrase,
    source: requirement.source,
  };
}

/** WS25-Q1: a due that lay before the notice's own date is never an office's fault; null where it does not. */
function pastDue(asking: Asking, asked: Asked, due: LocalDate): 'open' | 'past' | LocalDate | null {
  const { definition, requirement, frame } = asked;
  const issued = issuedOf(definition, requirement);
  if (issued === null || due >= issued) return null;
  return asking.past({
    id: `${requirement.id}/${frame.period}/past`,
    title: `${aboutOf(asked)}的时限 ${due} 在印发前已过，怎样处理？（也可另定一天）`,
    proposals: [NOT_LATE],
    meanings: {},
    quote: requirement.duePhrase ?? requirement.phrase,
    source: requirement.source,
  });
}

/** Working days a bureau usually gives itself between a due and its merge: the ladder's last step, and one day for corrections. */
const USUAL_WAIT = 6;

function cutOffQuestion(
  { definition, requirement, calendar }: Asked,
  { id, about, due }: { readonly id: string; readonly about: string; readonly due: LocalDate | null },
): Question {
  const upward = definition.requirements.find((r) => r.backward?.from === requirement.id && r.due !== null);
  const before = upward?.due ? addWorkdays(calendar, upward.due, -CUT_OFF_DAYS) : null;
  const wait = isUrgent(requirement) ? URGENT_WAIT : USUAL_WAIT;
  const usual = due && addWorkdays(calendar, due, wait);
  const meanings: Record<string, string> = {};
  if (usual) meanings[usual] = `时限后${wait}个工作日`;
  if (before && due && before > due) meanings[before] = `“${upward?.title ?? ''}”上报前${CUT_OFF_DAYS}个工作日`;
  return {
    id: `${id}/cut-off`,
    title: `${about}最迟等到哪一天汇总？`,
    proposals: Object.keys(meanings).sort(),
    meanings,
    quote: null,
    source: requirement.source,
  };
}

interface SaidDue extends Pick<Question, 'proposals' | 'meanings' | 'quote'> {
  readonly due: LocalDate | null;
}

/** The due of one period: a date, what the phrase means in this period, or what it may mean. */
function dueOf(asked: Asked): SaidDue {
  const { requirement } = asked;
  const { due, phrase } = requirement;
  if (due !== null) return { due, proposals: [], meanings: {}, quote: phrase };
  const read = readingIn(asked);
  const proposals = read.reading?.proposals ?? [];
  const usual = proposals.length > 0 ? proposals : usualDues(asked);
  return {
    due: read.end,
    proposals: usual.map(({ value }) => value),
    meanings: Object.fromEntries(usual.map(({ name, value }) => [value, name])),
    quote: requirement.duePhrase ?? phrase,
  };
}

/** The bureau's own due; open, it is a question like any other. */
function upwardDue(asking: Asking, asked: Asked): UpwardDue {
  const { requirement, frame } = asked;
  const { period, periodLabel } = frame;
  const said = dueOf(asked);
  const id = `${requirement.id}/${period}/due`;
  const title = `${aboutOf(asked)}哪一天上报？`;
  const due = said.due ?? asking.due(asked, { id, title, source: requirement.source, ...said });
  const { reading } = readingIn(asked);
  return { requirement: requirement.id, period, periodLabel, due, reading };
}

/** How the due phrase of a requirement reads in one period: the date, when it is certain, and why. */
export function readingIn(asked: Asked): { readonly end: LocalDate | null; readonly reading: DateReading | null } {
  const { requirement, frame } = asked;
  const { duePhrase, reading, due } = requirement;
  if (duePhrase === null || frame.calendar === null) return { end: due, reading };
  return readDate(duePhrase, periodContext(asked));
}

/** What bureaus usually set where a notice says no day: the tenth day and the fifth working day after the period, or the end of a phase. */
function usualDues({ definition, requirement, frame, calendar }: Asked): readonly { name: string; value: LocalDate }[] {
  const { calendar: period, campaignEnd, overruns } = frame;
  if (period === null) return phaseEnds(definition, requirement);
  if (overruns) return [{ name: '专项结束之日', value: campaignEnd }];
  return [
    { name: '期后10日内', value: addDays(period.end, 10) },
    { name: '期后5个工作日内', value: addWorkdays(calendar, period.end, 5) },
  ];
}

/** JN19-O4 stands in the phase 自查整改 without a day: what is owed once is mostly owed by the end of its phase, or of another. */
function phaseEnds(
  definition: CampaignDefinition,
  requirement: Requirement,
): readonly { name: string; value: LocalDate }[] {
  const { phases } = definition;
  const issued = issuedOf(definition, requirement);
  const own = phases.filter(({ id }) => id === requirement.phase);
  return [...new Set([...own, ...phases])]
    .filter(({ end }) => issued === null || end >= issued)
    .map(({ title, end }) => ({ name: `“${title}”阶段结束之日`, value: end }));
}

function officesOf(definition: CampaignDefinition, requirement: Requirement): readonly string[] {
  return requirement.offices === 'all' ? definition.offices.map((office) => office.id) : requirement.offices;
}

/** Without the offices that were not there yet on the due, or no longer. */
function onDuty(definition: CampaignDefinition, offices: readonly string[], due: LocalDate | null): readonly string[] {
  if (due === null) return offices;
  const away = new Set(
    definition.offices
      .filter(({ effective }) => (effective?.from ?? due) > due || (effective?.until ?? due) < due)
      .map((office) => office.id),
  );
  return away.size === 0 ? offices : offices.filter((office) => !away.has(office));
}
