import type { GuidanceListed, QuestionListed } from '@duban/api/types';
import { urls } from '../api/urls.js';
import { questionWords } from '../words.js';
import type { Act } from './act.js';

/** About which form; a question about the campaign as such names none. */
export const aboutWhat = ({ form }: Pick<QuestionListed, 'form'>): string => form ?? '整个专项';

/** Open ones as they came, oldest first. */
export const openQuestions = (list: readonly QuestionListed[]): readonly QuestionListed[] =>
  list.filter(({ number }) => number === null);

/** `将告知 29 人` after an answer, a revision or a withdrawal. */
export const toldWords = (messages: number | undefined): string =>
  messages === undefined || messages === 0 ? '没有要告知的单位' : `将告知 ${messages} 人`;

export const missingText = (text: string, what: string): string | null => (text.trim() === '' ? `请写${what}。` : null);

/** What is missing of a revision: the text, another than before, and why. */
export function missingFromRevision(before: string, { text, reason }: { text: string; reason: string }): string | null {
  if (text.trim() === '') return '请写修订后的口径。';
  if (text.trim() === before.trim()) return '内容没有变化。不修订请点“取消”。';
  return missingText(reason, '修订的理由');
}

export function withdrawGuidance({ id, number, revision }: GuidanceListed): Act {
  return {
    key: `withdraw-guidance-${number}`,
    label: `撤销口径说明第${number}号`,
    effect: questionWords.withdraw,
    needsReason: true,
    url: urls.guidanceVerb('withdraw'),
    revision,
    body: (reason) => ({ guidance: id, reason }),
  };
}
