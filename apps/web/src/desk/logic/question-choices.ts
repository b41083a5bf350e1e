import type { Desk, GuidanceListed, QuestionListed } from '@duban/api/types';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a question may be about: each form that is owed once, whatever its periods; `''` is the campaign as such. */
export function aboutChoices(offices: Desk['offices']): readonly Choice[] {
  const seen = new Map<string, string>();
  for (const { obligation, what } of offices.flatMap(({ items }) => items)) {
    // Ids are campaign/requirement/period/office.
    const [, requirement = ''] = obligation.split('/');
    if (requirement !== '' && !seen.has(requirement)) seen.set(requirement, what);
  }
  return [{ value: '', label: '整个专项' }, ...[...seen].map(([value, label]) => ({ value, label }))];
}

/** Own questions that wait, and 口径说明 that hold, the newest first. */
export function standing(questions: readonly QuestionListed[], guidance: readonly GuidanceListed[]) {
  return {
    waiting: questions.filter(({ number }) => number === null),
    valid: guidance.filter(({ state }) => state === 'published').sort((a, b) => b.number - a.number),
  };
}
