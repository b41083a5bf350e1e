import type { LocalDate } from '@duban/base';
import { addDays, localDate } from '@duban/base/time';
import { addWorkdays, type PhraseContext, stateCouncilCalendar } from '@duban/calendar';
import { noticeContext, readDate } from './dates/read-date.js';
import type { Answer, CampaignDefinition, Requirement } from './definition.js';
import { type Frame, issuedOf } from './frames.js';
import type { Question } from './question.js';

/** One requirement in one period whose dates are being settled. */
export interface Asked {
  readonly definition: CampaignDefinition;
  readonly requirement: Requirement;
  readonly frame: Frame;
}

/** What the words of a due count from in one period. */
export function periodContext({ definition, requirement, frame }: Asked): PhraseContext {
  const { rolling } = requirement;
  const period = frame.calendar === null ? {} : { period: frame.calendar };
  const { year } = definition.notice;
  const issued = issuedOf(definition, requirement);
  const of = issued === null && year !== undefined ? { year } : {};
  return noticeContext(issued, { officeHours: definition.hours, rolling, ...of, ...period });
}

/** `5个工作日` or `7日` behind a due: how a cut-off is answered for all periods at once. */
export const DISTANCE = /^(?:时限后|\+)?\s*(\d{1,3})\s*(个工作日|日|天)$/;

/**
 * Looks answers up and remembers what has none. An answer whose period is `*` answers for every period that has no answer of its own, in the notice's
 * way (due: `次月5个工作日内`), its cut-off as a distance from the due (`5个工作日`).
 */
export class Asking {
  readonly #given: ReadonlyMap<string, string>;
  readonly questions: Question[] = [];

  constructor(answers: readonly Answer[]) {
    this.#given = new Map(answers.map((answer) => [answer.question, answer.value]));
  }

  date(question: Question): LocalDate | null {
    const value = this.#given.get(question.id);
    if (value !== undefined) return localDate(value);
    this.questions.push(question);
    return null;
  }

  /** Like {@link date}; an answer for all periods is read for the one at hand. */
  due({ definition, requirement, frame }: Asked, question: Question): LocalDate | null {
    const all = this.#given.get(`${requirement.id}/*/due`);
    if (all === undefined || frame.calendar === null || this.#given.has(question.id)) return this.date(question);
    return readDate(all, periodContext({ definition, requirement, frame })).end ?? this.date(question);
  }

  /** What becomes of a due that lay before the notice's own date: `past` when nobody owes it, a day when the bureau set a new one. */
  past(question: Question): 'open' | 'past' | LocalDate {
    const value = this.#given.get(question.id);
    if (value !== undefined) return /^\d{4}-\d{2}-\d{2}$/.test(value) ? localDate(value) : 'past';
    this.questions.push(question);
    return 'open';
  }

  /** `due` null: it is open itself, so the distance tells nothing yet. */
  cutOff({ requirement }: Asked, due: LocalDate | null, question: Question): LocalDate | null {
    const all = DISTANCE.exec(this.#given.get(`${requirement.id}/*/cut-off`) ?? '');
    if (all === null || this.#given.has(question.id)) return this.date(question);
    return due === null ? null : after(due, { count: Number(all[1]), worked: all[2] === '个工作日' });
  }
}

function after(due: LocalDate, { count, worked }: { readonly count: number; readonly worked: boolean }): LocalDate {
  return worked ? addWorkdays(stateCouncilCalendar, due, count) : addDays(due, count);
}
