import { DubanError } from '@duban/base';
import { readPhrase } from '@duban/calendar';
import { DISTANCE } from './asking.js';
import { noticeContext } from './dates/read-date.js';
import { looksLikeDay } from './plain-day.js';
import { type Problem, quoted } from './problems.js';
import { repeated } from './repeated.js';
import { answersSkeleton } from './skeletons.js';
import type { YamlSource } from './yaml-source.js';

/** The answers among themselves: one per question, and the days of a period in order: data, due, cut-off. */
export function answerChecks(source: YamlSource): Problem[] {
  const { answers } = answersSkeleton.parse(source.value);
  // Answers for all periods are words (次月5日前, 3个工作日), which have no order.
  const days = new Map(answers.filter(({ value }) => looksLikeDay(value)).map((a) => [a.question, a.value]));
  const order = [...answers.entries()].flatMap(([i, { question }]): Problem[] => {
    const [value, due] = [days.get(question), days.get(question.replace(/\/[^/]*$/, '/due'))];
    const path = ['answers', i, 'value'];
    if (!due || !value) return [];
    if (question.endsWith('/cut-off') && value < due) {
      const found = `汇总时间${quoted(value)}早于报送截止${quoted(due)}`;
      return [{ source, path, found, allowed: '汇总不能早于报送截止' }];
    }
    if (question.endsWith('/as-of') && value > due) {
      const found = `数据截止${quoted(value)}晚于报送截止${quoted(due)}`;
      return [{ source, path, found, allowed: '数据截止不能晚于报送截止' }];
    }
    return [];
  });
  const questions = answers.map(({ question }, i) => ({ name: question, path: ['answers', i, 'question'] }));
  const wordings = answers.flatMap(({ question, value }, i): Problem[] => {
    const allowed = forAllPeriods(question, value);
    return allowed === null ? [] : [{ source, path: ['answers', i, 'value'], found: `发现${quoted(value)}`, allowed }];
  });
  return [...repeated(source, questions), ...order, ...wordings];
}

/** What an answer for all periods would have to be; null when it is that. */
function forAllPeriods(question: string, value: string): string | null {
  if (question.endsWith('/*/cut-off')) return DISTANCE.test(value) ? null : '写时限后多久汇总，如 5个工作日、3日';
  if (!question.endsWith('/*/due')) return null;
  try {
    readPhrase(value, noticeContext(null));
    return null;
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    return `写每期怎样算，如 次月5日前、季后10日内（${error.message}）`;
  }
}
