import type { Seed } from '@duban/actions/load-seed';
import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { type Answer, openQuestions, type Question } from '@duban/campaign';

/** An answer that a rehearsal took for granted, and what it answers. */
export interface Assumption {
  readonly question: string;
  readonly title: string;
  readonly value: string;
}

/** Where a notice says nothing and nobody proposes anything. */
const UNSAID_DAYS = 30;
/** Answers open further questions (a cut-off needs its due); so many times the bureau is asked again. */
const ROUNDS = 5;

/**
 * What a notice leaves open, answered as a bureau in a hurry would: the first proposal; a recurrence begins with the month of `on`. The live launch
 * never does this: here every assumption is listed with the outcome.
 */
export function assumeAnswers(
  seed: Seed,
  { on, calendar }: { readonly on: LocalDate; readonly calendar: WorkCalendar },
): { readonly seed: Seed; readonly assumed: readonly Assumption[] } {
  const { definition } = seed;
  let answers: readonly Answer[] = seed.answers;
  const assumed: Assumption[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const open = openQuestions(definition, answers, calendar).filter(isReady);
    if (open.length === 0) break;
    const given = open.map(({ id, title, proposals }) => ({
      question: id,
      title,
      value: proposals[0] ?? unsaid(id, on),
    }));
    assumed.push(...given);
    answers = [
      ...answers,
      ...given.map(({ question, value }) => ({
        question,
        value,
        by: '推演',
        on,
        reason: '推演时假定，正式启动前请答复',
      })),
    ];
  }
  return { seed: { ...seed, answers }, assumed };
}

/** A cut-off without a proposal waits for its due. */
function isReady({ id, proposals }: Question): boolean {
  return proposals.length > 0 || !id.endsWith('/cut-off');
}

function unsaid(id: string, on: LocalDate): string {
  return id.endsWith('/first/period') ? `${on.slice(0, 8)}01` : addDays(on, UNSAID_DAYS);
}
