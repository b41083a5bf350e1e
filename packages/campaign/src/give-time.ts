import type { LocalDate } from '@duban/base';
import { addDays, daysBetween } from '@duban/base/time';
import type { Answer, CampaignDefinition } from './definition.js';
import { later } from './later.js';
import { plainDay } from './plain-day.js';

/** A campaign with the bureau's answers to what its notice leaves open. */
export interface Dated {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
}

/**
 * No due lies before `earliest`; the cut-off of a due that was put off keeps its distance, and dues keep their order. What is still open stays
 * open; what the bureau answered to be over before the notice stays over; dues that words give are put off where they are read (`expand`).
 */
export function giveTime({ definition, answers }: Dated, earliest: LocalDate): Dated {
  const past = new Set(answers.filter(isPast).map((a) => a.question.split('/')[0]));
  const set = new Map(definition.requirements.map((r) => [r.id, r.due]));
  const given = new Map(answers.filter(isDay).map((a) => [a.question, a.value as LocalDate]));
  const putOff = (question: string): number => {
    const [requirement = ''] = question.split('/');
    const due =
      given.get(question.replace(/\/[^/]*$/, '/past')) ??
      set.get(requirement) ??
      given.get(question.replace(/\/[^/]*$/, '/due'));
    return due ? daysBetween(due, later(due, earliest)) : 0;
  };
  return {
    definition: {
      ...definition,
      earliest,
      requirements: definition.requirements.map((r) =>
        past.has(r.id) ? r : { ...r, due: r.due && later(r.due, earliest) },
      ),
    },
    answers: answers.map((answer) =>
      /^(?!(duty|phase|milestone)\/).*\/(due|cut-off|past)$/.test(answer.question) && isDay(answer)
        ? { ...answer, value: addDays(answer.value as LocalDate, putOff(answer.question)) }
        : answer,
    ),
  };
}

function isPast({ question }: Answer): boolean {
  return question.endsWith('/past');
}

function isDay({ value }: Answer): boolean {
  return plainDay(value) !== null;
}
