import { type Problem, quoted } from './problems.js';
import { repeated } from './repeated.js';
import { answersSkeleton } from './skeletons.js';
import type { YamlSource } from './yaml-source.js';

/** The answers among themselves: one per question, and the days of a period in order: data, due, cut-off. */
export function answerChecks(source: YamlSource): Problem[] {
  const { answers } = answersSkeleton.parse(source.value);
  const given = new Map(answers.map((a) => [a.question, a.value]));
  const order = answers.flatMap(({ question, value }, i): Problem[] => {
    const due = given.get(question.replace(/\/[^/]*$/, '/due'));
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
  return [...repeated(source, questions), ...order];
}
