import { describe, expect, it } from 'vitest';
import { loadAnswers } from '../src/schema.js';
import { refused } from './fixtures.js';

describe('answers are refused', () => {
  const answers = (...lines: string[]): string[] =>
    refused(() => loadAnswers(`answers:\n${lines.map((line) => `  - ${line}\n`).join('')}`, 'answers.yaml'));
  const answer = (question: string, value: string): string =>
    `{ question: ${question}, value: ${value}, by: 科长, on: 2023-08-22, reason: 通知未定 }`;

  it('when the question is none that a notice can leave open', () => {
    expect(answers(answer('table/2023Q3/colour', '2023-10-10'))).toEqual([
      'answers.yaml:2:17 answers[0].question：发现“table/2023Q3/colour”，应为“事项/期次/as-of、due 或 cut-off”，如 quarterly-table/2023Q3/due',
    ]);
  });

  it('when the answer is no day', () => {
    expect(answers(answer('table/2023Q3/due', '10月10日'))).toEqual([
      'answers.yaml:2:42 answers[0].value：发现“10月10日”，应为 YYYY-MM-DD 的日期',
    ]);
  });

  it('when the answer is a day that does not exist, also where words would do', () => {
    expect(answers(answer('duty/ledger/due', '2023-02-30'))).toEqual([
      'answers.yaml:2:41 answers[0].value：发现“2023-02-30”，应为 YYYY-MM-DD 的日期',
    ]);
  });

  it('when a question is answered twice', () => {
    expect(answers(answer('t/2023Q3/due', '2023-10-10'), answer('t/2023Q3/due', '2023-10-11'))).toEqual([
      'answers.yaml:3:17 answers[1].question：“t/2023Q3/due”已经用过，每个只能出现一次',
    ]);
  });

  it('when the bureau would stop waiting before the due', () => {
    expect(answers(answer('t/2023Q3/due', '2023-10-10'), answer('t/2023Q3/cut-off', '2023-10-09'))).toEqual([
      'answers.yaml:3:42 answers[1].value：汇总时间“2023-10-09”早于报送截止“2023-10-10”，汇总不能早于报送截止',
    ]);
  });

  it('when the data would end after the due', () => {
    expect(answers(answer('t/2023Q4/as-of', '2023-12-31'), answer('t/2023Q4/due', '2023-12-10'))).toEqual([
      'answers.yaml:2:40 answers[0].value：数据截止“2023-12-31”晚于报送截止“2023-12-10”，数据截止不能晚于报送截止',
    ]);
  });

  it('when nobody stands behind them', () => {
    expect(answers("{ question: t/2023Q3/due, value: 2023-10-10, by: '', on: 2023-08-22, reason: 通知未定 }")).toEqual([
      'answers.yaml:2:54 answers[0].by：发现“”，不能为空',
    ]);
  });

  it('but words for all periods have no order among them', () => {
    // 「3个工作日」 was taken for a day before 「次月5日前」, though docs/campaigns.md says to write both.
    const both = [answer('monthly/*/due', '次月5日前'), answer('monthly/*/cut-off', '3个工作日')];
    expect(loadAnswers(`answers:\n${both.map((line) => `  - ${line}\n`).join('')}`, 'answers.yaml')).toHaveLength(2);
  });

  it('but may be none at all', () => {
    expect(loadAnswers('answers: []', 'answers.yaml')).toEqual([]);
  });
});
