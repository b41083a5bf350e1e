import type { LocalDate } from '@duban/base';
import { stateCouncilCalendar, type WorkCalendar } from '@duban/calendar';
import type { Answer, CampaignDefinition, DateReading } from './definition.js';
import { expand } from './expand.js';
import type { Department } from './matter.js';
import { noticeQuestions } from './notice-questions.js';
import { plainDay } from './plain-day.js';
import { CONFIRMED, type Question, SAME_ACTOR } from './question.js';

/**
 * Everything that may be answered: every question of the definition, and one for all periods of each that recurs. `answers` matter only where an
 * answer opens further questions (the first period of a notice without a date, the end of the last phase).
 */
export function allQuestions(
  definition: CampaignDefinition,
  answers: readonly Answer[],
  calendar: WorkCalendar = stateCouncilCalendar,
): readonly Question[] {
  const opening = answers.filter((answer) => answer.question.endsWith('/first/period'));
  const settled = settle(definition, answers);
  const unopened =
    opening.length === 0
      ? []
      : expand(settled, [], calendar).questions.filter(({ id }) => id.endsWith('/first/period'));
  const asked = [...unopened, ...expand(settled, opening, calendar).questions];
  const questions = [...noticeQuestions(definition), ...asked, ...forAllPeriods(definition, asked)];
  return [...new Map(questions.map((question) => [question.id, question])).values()];
}

/** A question of one period may be answered (`*` as its period) for every period at once. */
function forAllPeriods(definition: CampaignDefinition, asked: readonly Question[]): readonly Question[] {
  const recurring = new Map(definition.requirements.map((r) => [r.id, r.frequency !== 'once' ? r.title : null]));
  return asked.flatMap((question) => {
    const [requirement = '', , what = ''] = question.id.split('/');
    const title = recurring.get(requirement);
    if (!title || !['due', 'cut-off'].includes(what)) return [];
    const about = what === 'due' ? '每期哪一天报送截止？' : '每期截止后多久汇总？';
    return [{ ...question, id: `${requirement}/*/${what}`, title: `${title}${about}`, proposals: [], meanings: {} }];
  });
}

/** The ids of {@link allQuestions}. */
export function answerable(
  definition: CampaignDefinition,
  answers: readonly Answer[],
  calendar: WorkCalendar = stateCouncilCalendar,
): readonly string[] {
  return allQuestions(definition, answers, calendar).map(({ id }) => id);
}

/** What is still open with these answers; launching waits until nothing is. */
export function openQuestions(
  definition: CampaignDefinition,
  answers: readonly Answer[],
  calendar: WorkCalendar = stateCouncilCalendar,
): readonly Question[] {
  const given = new Set(answers.map((answer) => answer.question));
  return [
    ...noticeQuestions(definition).filter((question) => !given.has(question.id)),
    ...expand(settle(definition, answers), answers, calendar).questions,
  ];
}

/**
 * The definition with the bureau's answers put in: ends of phases, milestones, undated duties, recipients, names of one actor. (Dates of rounds
 * are read from the answers by `expand`.)
 */
export function settle(definition: CampaignDefinition, answers: readonly Answer[]): CampaignDefinition {
  const given = new Map(answers.map((answer) => [answer.question, answer]));
  const day = (question: string): LocalDate | null => {
    const value = given.get(question)?.value;
    return value === undefined ? null : plainDay(value);
  };
  const reading = (question: string, read: DateReading | null): DateReading | null => {
    const answer = given.get(question);
    if (read === null || answer === undefined) return read;
    return { ...read, kind: 'certain', proposals: [], derivation: derivationOf(read.phrase, answer) };
  };
  return {
    ...definition,
    confirmed: definition.confirmed || given.get('directory/contacts/confirmed')?.value === CONFIRMED,
    phases: definition.phases.map((phase) => {
      const question = `phase/${phase.id}/end`;
      return { ...phase, end: day(question) ?? phase.end, reading: reading(question, phase.reading) };
    }),
    milestones: definition.milestones.map((milestone) => {
      const question = `milestone/${milestone.id}/date`;
      const date = day(question) ?? milestone.date;
      return { ...milestone, date, reading: reading(question, milestone.reading) };
    }),
    duties: definition.duties.map((duty) => {
      const due = day(`duty/${duty.id}/due`);
      return due === null ? duty : { ...duty, due };
    }),
    recipients: definition.recipients.map((recipient) => {
      const named = given.get(`recipient/${recipient.id}/resolve`)?.value;
      return named === undefined ? recipient : { ...recipient, name: named, unresolved: null };
    }),
    matter: {
      ...definition.matter,
      departments: definition.matter.departments.map((department) =>
        aliased(department, given.get(`department/${department.id}/aliases`)?.value),
      ),
    },
  };
}

/** How a day came about that the bureau set. */
export function derivationOf(phrase: string, { by, on, value, reason }: Answer): string {
  return `${phrase}；${by} ${on} 定为 ${value}：${reason}`;
}

/** Names that were not sure become names of it, or are somebody else's. */
function aliased(department: Department, answer: string | undefined): Department {
  if (answer === undefined) return department;
  const aliases = department.aliases.filter((alias) => !alias.unsure || answer === SAME_ACTOR);
  return { ...department, aliases: aliases.map(({ name }) => ({ name, unsure: false })) };
}
