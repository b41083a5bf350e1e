import type { Seed } from '@duban/actions/load-seed';
import type { LocalDate } from '@duban/base';
import { type Answer, openQuestions, type Question } from '@duban/campaign';

/** A bureau that takes the first proposal of every question; answers open further questions (a cut-off needs its due), so it is asked again. */
export function answered(seed: Seed, by: { readonly on: LocalDate; readonly unsaid: LocalDate }): Seed {
  let answers: readonly Answer[] = seed.answers;
  for (let round = 0; round < 5; round++) {
    const open = openQuestions(seed.definition, answers);
    if (open.length === 0) break;
    answers = [...answers, ...open.filter(isReady).map((question) => answerTo(question, by))];
  }
  return { ...seed, answers };
}

/** A cut-off without a proposal waits for its due. */
function isReady({ id, proposals }: Question): boolean {
  return proposals.length > 0 || !id.endsWith('/cut-off');
}

function answerTo({ id, proposals }: Question, { on, unsaid }: { on: LocalDate; unsaid: LocalDate }): Answer {
  return { question: id, value: proposals[0] ?? unsaid, by: '基金监管科科长', on, reason: '测试中按第一项建议答复' };
}
