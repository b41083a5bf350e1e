import type { LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';
import { type Period, periodsWithin } from '@duban/calendar';
import { noticeContext, readDate } from './dates/read-date.js';
import type { Answer, CampaignDefinition, Requirement } from './definition.js';
import { later } from './later.js';
import type { Question } from './question.js';

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

export interface Expansion {
  readonly rounds: readonly RoundPlan[];
  readonly questions: readonly Question[];
}

/** The period id of a requirement that is owed once. */
export const ONCE = 'final';

/** `jining-2023/quarterly-table/2023Q3/yanzhou`: stable for good, whatever is amended later. */
export function obligationId(campaign: string, round: { requirement: string; period: string }, office: string): string {
  return `${campaign}/${round.requirement}/${round.period}/${office}`;
}

/**
 * Definition + answers → the rounds and, through their offices, the obligations; what is not yet settled comes back as questions.
 * Only dated requirements make rounds (JN23-O13: quarterly within the campaign, so Q3 and Q4 2023 and no Q2).
 */
export function expand(definition: CampaignDefinition, answers: readonly Answer[]): Expansion {
  const given = new Map(answers.map((a) => [a.question, a.value]));
  const questions: Question[] = [];
  const ask = (question: Question): LocalDate | null => {
    const value = given.get(question.id);
    if (value !== undefined) return localDate(value);
    questions.push(question);
    return null;
  };
  const rounds: RoundPlan[] = [];
  for (const requirement of definition.requirements) {
    if (requirement.direction === 'upward') continue;
    for (const frame of framesOf(definition, requirement)) {
      const id = `${requirement.id}/${frame.period}`;
      const about = `${requirement.title}（${frame.periodLabel}）`;
      const source = requirement.source;
      const asOf =
        frame.end &&
        (frame.overruns
          ? ask({
              id: `${id}/as-of`,
              title: `${about}数据截止哪一天？`,
              proposals: [frame.campaignEnd, frame.end],
              meanings: { [frame.campaignEnd]: '截至专项结束', [frame.end]: '截至统计期末' },
              quote: requirement.phrase,
              source,
            })
          : frame.end);
      const said = dueOf(definition, { requirement, frame });
      const due = said.due ?? ask({ id: `${id}/due`, title: `${about}哪一天报送截止？`, source, ...said });
      const cutOff = ask({
        id: `${id}/cut-off`,
        title: `${about}最迟等到哪一天汇总？`,
        proposals: [],
        meanings: {},
        quote: null,
        source,
      });
      if (!due || !cutOff || (frame.end && !asOf)) continue;
      rounds.push({
        requirement: requirement.id,
        period: frame.period,
        periodLabel: frame.periodLabel,
        start: frame.start,
        asOf,
        due,
        cutOff,
        offices: officesOf(definition, requirement),
      });
    }
  }
  return { rounds, questions };
}

interface SaidDue extends Pick<Question, 'proposals' | 'meanings' | 'quote'> {
  readonly due: LocalDate | null;
}

/** The due of one period: a date, what the phrase means in this period, or what it may mean. */
function dueOf(
  { notice }: CampaignDefinition,
  { requirement, frame }: { readonly requirement: Requirement; readonly frame: Frame },
): SaidDue {
  const { due, duePhrase, phrase, reading } = requirement;
  if (due !== null) return { due, proposals: [], meanings: {}, quote: phrase };
  if (duePhrase === null) return { due: null, proposals: [], meanings: {}, quote: phrase };
  const { calendar } = frame;
  const read = calendar
    ? readDate(duePhrase, noticeContext(notice.date, { period: calendar }))
    : { end: null, reading };
  const proposals = read.reading?.proposals ?? [];
  return {
    due: read.end,
    proposals: proposals.map(({ value }) => value),
    meanings: Object.fromEntries(proposals.map(({ name, value }) => [value, name])),
    quote: duePhrase,
  };
}

interface Frame {
  /** The whole calendar period, from which phrases count; null for a requirement owed once. */
  readonly calendar: Period | null;
  readonly period: string;
  readonly periodLabel: string;
  readonly start: LocalDate | null;
  readonly end: LocalDate | null;
  /** JN23-Q1: Q4 closes on 12-31, three weeks after the final report. */
  readonly overruns: boolean;
  readonly campaignEnd: LocalDate;
}

function framesOf(definition: CampaignDefinition, requirement: Requirement): Frame[] {
  const campaignEnd = lastDay(definition);
  if (requirement.frequency === 'once')
    return [
      { calendar: null, period: ONCE, periodLabel: '全程', start: null, end: null, overruns: false, campaignEnd },
    ];
  const begin = definition.notice.date ?? definition.phases[0]?.start ?? campaignEnd;
  return periodsWithin(requirement.frequency, begin, campaignEnd).map((period) => ({
    calendar: period,
    period: period.id,
    periodLabel: period.label,
    // JN23-Q2: the first period is partial, it starts with the notice.
    start: later(period.start, begin),
    end: period.end,
    overruns: period.end > campaignEnd,
    campaignEnd,
  }));
}

function lastDay(definition: CampaignDefinition): LocalDate {
  const ends = definition.phases.map((phase) => phase.end).sort();
  const last = ends.at(-1);
  if (!last) throw new RangeError(`${definition.id} has no phases`);
  return last;
}

function officesOf(definition: CampaignDefinition, requirement: Requirement): readonly string[] {
  return requirement.offices === 'all' ? definition.offices.map((office) => office.id) : requirement.offices;
}
