import type { LocalDate } from '@duban/base';
import type { Answer, CampaignDefinition } from './definition.js';
import { expand } from './expand.js';
import { noticeQuestions } from './notice-questions.js';
import type { Question } from './question.js';

/**
 * The ids that may be answered: every question of the definition, and one for all periods of each that recurs. `answers` matter only where an
 * answer opens further questions (the first period of a notice without a date).
 */
export function answerable(definition: CampaignDefinition, answers: readonly Answer[]): readonly string[] {
  const opening = answers.filter((answer) => answer.question.endsWith('/first/period'));
  const asked = expand(definition, opening).questions.map((question) => question.id);
  const wholes = asked.map((id) => id.replace(/\/[^/]+\/(due|cut-off)$/, '/*/$1')).filter((id) => id.includes('*'));
  return [
    ...noticeQuestions(definition).map((question) => question.id),
    ...opening.map((answer) => answer.question).filter((id) => firstPeriods(definition).includes(id)),
    ...asked,
    ...new Set(wholes),
  ];
}

function firstPeriods(definition: CampaignDefinition): readonly string[] {
  return expand(definition, []).questions.flatMap(({ id }) => (id.endsWith('/first/period') ? [id] : []));
}

/** What is still open with these answers; launching waits until nothing is. */
export function openQuestions(definition: CampaignDefinition, answers: readonly Answer[]): readonly Question[] {
  const given = new Set(answers.map((answer) => answer.question));
  return [
    ...noticeQuestions(definition).filter((question) => !given.has(question.id)),
    ...expand(definition, answers).questions,
  ];
}

/** The definition with the bureau's answers put in where they settle a phase, a milestone or an undated duty. */
export function settle(definition: CampaignDefinition, answers: readonly Answer[]): CampaignDefinition {
  const given = new Map(answers.map((answer) => [answer.question, answer.value]));
  const day = (question: string): LocalDate | null => {
    const value = given.get(question);
    return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? (value as LocalDate) : null;
  };
  return {
    ...definition,
    phases: definition.phases.map((phase) => ({ ...phase, end: day(`phase/${phase.id}/end`) ?? phase.end })),
    milestones: definition.milestones.map((milestone) => ({
      ...milestone,
      date: day(`milestone/${milestone.id}/date`) ?? milestone.date,
    })),
  };
}
