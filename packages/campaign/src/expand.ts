import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { addWorkdays, stateCouncilCalendar } from '@duban/calendar';
import { type Asked, Asking } from './asking.js';
import { noticeContext, readDate } from './dates/read-date.js';
import type { Answer, CampaignDefinition, DateReading, Requirement } from './definition.js';
import { beginOf, type Frame, framesOf } from './frames.js';
import type { Question } from './question.js';

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

export interface Expansion {
  readonly rounds: readonly RoundPlan[];
  /** What a plan can already show of the rounds that wait for an answer. */
  readonly open: readonly OpenRound[];
  readonly questions: readonly Question[];
}

/** `jining-2023/quarterly-table/2023Q3/yanzhou`: stable for good, whatever is amended later. */
export function obligationId(campaign: string, round: { requirement: string; period: string }, office: string): string {
  return `${campaign}/${round.requirement}/${round.period}/${office}`;
}

/**
 * Definition + answers → the rounds and, through their offices, the obligations; what is not yet settled comes back as questions.
 * Only dated requirements make rounds (JN23-O13: quarterly within the campaign, so Q3 and Q4 2023 and no Q2); the bureau's own duties
 * upward make none (see `upwardPlans`).
 */
export function expand(definition: CampaignDefinition, answers: readonly Answer[]): Expansion {
  const asking = new Asking(answers);
  const rounds = definition.requirements
    .filter((requirement) => requirement.direction === 'county')
    .flatMap((requirement) => {
      const begin =
        requirement.frequency === 'once' ? null : beginOf(definition, firstPeriod(asking, { definition, requirement }));
      return framesOf(definition, requirement, begin).flatMap((frame) => {
        return [drafted(asking, { definition, requirement, frame })];
      });
    });
  return {
    rounds: rounds.filter(isSettled),
    open: rounds.filter((round) => !isSettled(round)),
    questions: asking.questions,
  };
}

/** A notice without a date does not say when a recurrence begins (YY22-O1). */
function firstPeriod(asking: Asking, { definition, requirement }: Omit<Asked, 'frame'>): LocalDate | null {
  if (definition.notice.date !== null) return null;
  return asking.date({
    id: `${requirement.id}/first/period`,
    title: `${requirement.title}从哪一期报起？填这一期的第一天`,
    proposals: [],
    meanings: {},
    quote: requirement.phrase,
    source: requirement.source,
  });
}

/** A period that begins somewhere has data that end somewhere. */
function isSettled(round: OpenRound): round is RoundPlan {
  return round.due !== null && round.cutOff !== null && (round.start === null || round.asOf !== null);
}

function drafted(asking: Asking, asked: Asked): OpenRound {
  const { definition, requirement, frame } = asked;
  const id = `${requirement.id}/${frame.period}`;
  const about = `${requirement.title}（${frame.periodLabel}）`;
  const asOf =
    frame.end &&
    (frame.overruns
      ? asking.date({
          id: `${id}/as-of`,
          title: `${about}数据截止哪一天？`,
          proposals: [frame.campaignEnd, frame.end],
          meanings: { [frame.campaignEnd]: '截至专项结束', [frame.end]: '截至统计期末' },
          quote: requirement.phrase,
          source: requirement.source,
        })
      : frame.end);
  const said = dueOf(definition, { requirement, frame });
  const title = `${about}哪一天报送截止？`;
  const due = said.due ?? asking.due(asked, { id: `${id}/due`, title, source: requirement.source, ...said });
  const cutOff = asking.cutOff(asked, due, cutOffQuestion(asked, { id, about, due }));
  const { period, periodLabel, start } = frame;
  return {
    requirement: requirement.id,
    period,
    periodLabel,
    start,
    asOf,
    due,
    cutOff,
    offices: officesOf(definition, requirement),
  };
}

/** Working days a bureau usually gives itself between a due and its merge: the ladder's last step, and one day for corrections. */
const USUAL_WAIT = 6;

function cutOffQuestion(
  { definition, requirement }: Asked,
  { id, about, due }: { readonly id: string; readonly about: string; readonly due: LocalDate | null },
): Question {
  const upward = definition.requirements.find((r) => r.backward?.from === requirement.id && r.due !== null);
  const before = upward?.due ? addWorkdays(stateCouncilCalendar, upward.due, -2) : null;
  const usual = due && addWorkdays(stateCouncilCalendar, due, USUAL_WAIT);
  const meanings: Record<string, string> = {};
  if (usual) meanings[usual] = `时限后${USUAL_WAIT}个工作日`;
  if (before && due && before > due) meanings[before] = `“${upward?.title ?? ''}”上报前2个工作日`;
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
function dueOf(definition: CampaignDefinition, { requirement, frame }: Omit<Asked, 'definition'>): SaidDue {
  const { due, phrase } = requirement;
  if (due !== null) return { due, proposals: [], meanings: {}, quote: phrase };
  const read = readingIn(definition, requirement, frame);
  const proposals = read.reading?.proposals ?? usualDues(frame);
  const usual = proposals.length > 0 ? proposals : usualDues(frame);
  return {
    due: read.end,
    proposals: usual.map(({ value }) => value),
    meanings: Object.fromEntries(usual.map(({ name, value }) => [value, name])),
    quote: requirement.duePhrase ?? phrase,
  };
}

/** How the due phrase of a requirement reads in one period: the date, when it is certain, and why. */
export function readingIn(
  { notice }: CampaignDefinition,
  { duePhrase, reading, due }: Requirement,
  { calendar }: Pick<Frame, 'calendar'>,
): { readonly end: LocalDate | null; readonly reading: DateReading | null } {
  if (duePhrase === null || calendar === null) return { end: due, reading };
  return readDate(duePhrase, noticeContext(notice.date, { period: calendar }));
}

/** What bureaus usually set where a notice says no day: the tenth day and the fifth working day after the period. */
function usualDues({ calendar, campaignEnd, overruns }: Frame): readonly { name: string; value: LocalDate }[] {
  if (calendar === null) return [];
  if (overruns) return [{ name: '专项结束之日', value: campaignEnd }];
  return [
    { name: '期后10日内', value: addDays(calendar.end, 10) },
    { name: '期后5个工作日内', value: addWorkdays(stateCouncilCalendar, calendar.end, 5) },
  ];
}

function officesOf(definition: CampaignDefinition, requirement: Requirement): readonly string[] {
  return requirement.offices === 'all' ? definition.offices.map((office) => office.id) : requirement.offices;
}
