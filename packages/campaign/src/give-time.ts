import type { LocalDate } from '@duban/base';
import { addDays, daysBetween } from '@duban/base/time';
import type { Answer, CampaignDefinition } from './definition.js';
import { later } from './later.js';

/** A campaign with the bureau's answers to what its notice leaves open. */
export interface Dated {
  readonly definition: CampaignDefinition;
  readonly answers: readonly Answer[];
}

/** No due lies before `earliest`; the cut-off of a due that was put off keeps its distance, and dues keep their order. */
export function giveTime({ definition, answers }: Dated, earliest: LocalDate): Dated {
  const set = new Map(definition.requirements.map((r) => [r.id, r.due]));
  const given = new Map(answers.map((a) => [a.question, a.value as LocalDate]));
  const putOff = (question: string): number => {
    const [requirement = ''] = question.split('/');
    const due = set.get(requirement) ?? given.get(question.replace(/\/[^/]*$/, '/due'));
    return due ? daysBetween(due, later(due, earliest)) : 0;
  };
  return {
    definition: {
      ...definition,
      requirements: definition.requirements.map((r) => ({ ...r, due: r.due && later(r.due, earliest) })),
    },
    answers: answers.map((answer) =>
      /\/(due|cut-off)$/.test(answer.question) && /^\d{4}-/.test(answer.value)
        ? { ...answer, value: addDays(answer.value as LocalDate, putOff(answer.question)) }
        : answer,
    ),
  };
}
