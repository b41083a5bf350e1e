import type { LocalDate } from '@duban/base';
import { addDays, localDate } from '@duban/base/time';
import { addWorkdays, type PhraseContext, type WorkCalendar } from '@duban/calendar';
import { noticeContext, readDate } from './dates/read-date.js';
import type { Answer, CampaignDefinition, Requirement } from './definition.js';
import { type Frame, issuedOf } from './frames.js';
import { plainDay } from './plain-day.js';
import type { Question } from './question.js';

/** One requirement in one period whose dates are being settled. */
export interface Asked {
  readonly definition: CampaignDefinition;
  readonly requirement: Requirement;
  readonly frame: Frame;
  readonly calendar: WorkCalendar;
}

/** What the words of a due count from in one period. */
export function periodContext({ definition, requirement, frame, calendar }: Asked): PhraseContext {
  const { rolling } = requirement;
  const period = frame.calendar === null ? {} : { period: frame.calendar };
  const { hours: officeHours, notice } = definition;
  return noticeContext(issuedOf(definition, requirement), {
    officeHours,
    rolling,
    calendar,
    year: notice.year,
    ...period,
  });
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
  due(asked: Asked, question: Question): LocalDate | null {
    const { requirement, frame } = asked;
    const all = this.#given.get(`${requirement.id}/*/due`);
    if (all === undefined || frame.calendar === null || this.#given.has(question.id)) return this.date(question);
    return readDate(all, periodContext(asked)).end ?? this.date(question);
  }

  /** What becomes of a due that lay before the notice's own date: `past` when nobody owes it, a day when the bureau set a new one. */
  past(question: Question): 'open' | 'past' | LocalDate {
    const value = this.#given.get(question.id);
    if (value !== undefined) return plainDay(value) ?? 'past';
    this.questions.push(question);
    return 'open';
  }

  /** `due` null: it is open itself, so the distance tells nothing yet. */
  cutOff({ requirement, calendar }: Asked, due: LocalDate | null, question: Question): LocalDate | null {
    const all = DISTANCE.exec(this.#given.get(`${requirement.id}/*/cut-off`) ?? '');
    if (all === null || this.#given.has(question.id)) return this.date(question);
    if (due === null) return null;
    const count = Number(all[1]);
    return all[2] === '个工作日' ? addWorkdays(calendar, due, count) : addDays(due, count);
  }
}
