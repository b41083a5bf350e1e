import type { LocalDate } from '@duban/base';
import { addDays, chineseDate, localDate } from '@duban/base/time';
import type { Answer, CampaignDefinition, DateReading, Effective, Phase, Requirement } from './definition.js';
import { type Dated, giveTime } from './give-time.js';
import { moveDay, movePeriod } from './move-days.js';
import { plainDay } from './plain-day.js';

export type { Dated } from './give-time.js';

export interface Redated extends Dated {
  /** By how many quarters everything was moved; 0: nothing was changed. */
  readonly quarters: number;
}

const MARK = '改期演练';
/** Words that name a day, a month or a year: only these contradict the new dates. */
const NAMES_A_DAY = /\d+\s*[年月日]/;
/** Up to a quarter may have passed since the new day of issue: nothing is born late, everybody has a week. */
const LEAST_DAYS = 7;

/**
 * The same campaign moved by whole quarters, so that its day of issue (without one: the day its first phase begins, or ends) is the
 * latest that is not after `today`; a campaign of the future stays as it is. A due that would have passed by then, or nearly, is put off
 * to a week from today. The notice's own words are kept and marked: a mail that says 2026 above and 2023 below looks like an error.
 * The new id names the new day of issue. `also-back`: a rehearsal may go back in time, too.
 */
export function redate(original: Dated, today: LocalDate, reach: 'forward' | 'also-back' = 'forward'): Redated {
  const anchor = noticeDay(original.definition);
  if (anchor === null) throw new RangeError(`${original.definition.id} has no phases`);
  const quarters = quartersUntil(anchor, today, reach);
  if (quarters === 0) return { ...original, quarters };
  const { definition, answers } = giveTime(moved(original, quarters), addDays(today, LEAST_DAYS));
  return {
    definition: {
      ...definition,
      id: `${definition.id}-${moveDay(anchor, quarters).replaceAll('-', '')}`,
      title: `${definition.title}（${MARK}）`,
      // Printed in brackets wherever it stands; it carries the year of the real notice.
      notice: { ...definition.notice, number: `${definition.notice.number}，${MARK}` },
      phases: definition.phases.map(markPhase),
      requirements: definition.requirements.map(markRequirement),
    },
    answers: answers.map((answer, i) => ({ ...answer, reason: markedReason(answer, original.answers[i]) })),
    quarters,
  };
}

/**
 * The day of the notice; without one (YY22-M4), the begin of the first phase, in the year whose dates the notice names. Null where neither is
 * said.
 */
export function noticeDay({ notice, phases }: Pick<CampaignDefinition, 'notice' | 'phases'>): LocalDate | null {
  const begin = phases[0]?.start ?? phases[0]?.end;
  const year = notice.year === undefined ? null : localDate(`${notice.year}-01-01`);
  return notice.date ?? (year !== null && (begin == null || begin < year) ? year : begin) ?? null;
}

function quartersUntil(anchor: LocalDate, today: LocalDate, reach: 'forward' | 'also-back'): number {
  const months = (date: LocalDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const between = Math.floor((months(today) - months(anchor)) / 3);
  const quarters = reach === 'forward' ? Math.max(0, between) : between;
  // In the same month of the quarter the day decides.
  return quarters !== 0 && moveDay(anchor, quarters) > today ? quarters - 1 : quarters;
}

function moved({ definition, answers }: Dated, quarters: number): Dated {
  const move = <T extends LocalDate | null>(date: T) => (date && moveDay(date, quarters)) as T;
  const moveEffective = <T extends { readonly effective?: Effective }>({ effective, ...rest }: T) => ({
    ...rest,
    ...(effective ? { effective: { from: move(effective.from), until: move(effective.until) } } : {}),
  });
  return {
    definition: {
      ...definition,
      notice: { ...definition.notice, date: move(definition.notice.date) },
      offices: definition.offices.map(moveEffective),
      contacts: definition.contacts.map(moveEffective),
      phases: definition.phases.map((p) => ({
        ...p,
        start: move(p.start),
        end: move(p.end),
        reading: movedReading(p.reading, quarters),
      })),
      requirements: definition.requirements.map((r) => ({
        ...r,
        due: move(r.due),
        paperDue: move(r.paperDue),
        // Read anew for every period, it follows the new dates by itself; of a single day it would name the old one.
        duePhrase: r.frequency === 'once' ? null : r.duePhrase,
        reading: movedReading(r.reading, quarters),
        ...(r.since ? { since: move(r.since) } : {}),
        ...(r.ended ? { ended: move(r.ended) } : {}),
      })),
      milestones: definition.milestones.map((m) => ({
        ...m,
        date: move(m.date),
        phrase: m.date === null ? m.phrase : markDay(move(m.date), m.phrase),
        reading: movedReading(m.reading, quarters),
      })),
    },
    answers: answers.map((answer) => {
      // `quarterly-table/2023Q3/due`: the period moves with the day that was answered.
      const [requirement = '', period = '', ...asked] = answer.question.split('/');
      const question = [requirement, movePeriod(period, quarters), ...asked].join('/');
      return { ...answer, question, value: movedValue(answer.value, quarters), on: move(answer.on) };
    }),
  };
}

/** A derivation speaks of the old dates, so it goes; what is still to be chosen keeps its choices. */
function movedReading(reading: DateReading | null, quarters: number): DateReading | null {
  if (reading === null || reading.kind === 'certain') return null;
  return {
    ...reading,
    derivation: `原文“${reading.phrase}”，${MARK}`,
    proposals: reading.proposals.map(({ name, value }) => ({ name, value: moveDay(value, quarters) })),
    flags: [],
  };
}

/** Answers in words (未定时限) name no day. */
function movedValue(value: string, quarters: number): string {
  const day = plainDay(value);
  return day === null ? value : moveDay(day, quarters);
}

function markDay(day: LocalDate, words: string): string {
  return NAMES_A_DAY.test(words) ? marked(chineseDate(day, true), words) : words;
}

function markPhase(phase: Phase): Phase {
  const end = chineseDate(phase.end, true);
  const window = phase.start ? `${chineseDate(phase.start, true)}至${end}` : `${end}前`;
  return { ...phase, phrase: marked(window, phase.phrase) };
}

function markRequirement(requirement: Requirement): Requirement {
  const { due, phrase } = requirement;
  if (!NAMES_A_DAY.test(phrase)) return requirement;
  return { ...requirement, phrase: marked(due ? `${chineseDate(due, true)}前` : '时限另定', phrase) };
}

function markedReason(answer: Answer, original: Answer | undefined): string {
  const day = original ? plainDay(original.value) : null;
  if (day === null) return answer.reason;
  const was = `原答复${chineseDate(day, true)}，`;
  return `${answer.reason}（${MARK}，${was}理由中的日期为原日期）`;
}

function marked(now: string, words: string): string {
  return `${now}（原文“${words}”，${MARK}）`;
}
