import type { LocalDate } from '@duban/base';
import type { Answer, CampaignDefinition } from './definition.js';
import { expand } from './expand.js';
import { noticeQuestions } from './notice-questions.js';
import type { Question } from './question.js';

/** Every question of a definition, answered or not: the only ones that may be answered. */
export function allQuestions(definition: CampaignDefinition): readonly Question[] {
  return [...noticeQuestions(definition), ...expand(definition, []).questions];
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
