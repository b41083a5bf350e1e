import type { Desk, GuidanceListed, QuestionListed } from '@duban/api/types';
import { expect, it } from 'vitest';
import { aboutChoices, standing } from '../../src/desk/logic/question-choices.js';

const office = (id: string, items: readonly (readonly [string, string])[]) =>
  ({ id, items: items.map(([obligation, what]) => ({ obligation, what })) }) as unknown as Desk['offices'][number];

it('a question is about the campaign or one of the forms owed, each once whatever its periods and offices', () => {
  const offices = [
    office('yanzhou', [
      ['c/table/2023Q3/yanzhou', '第三季度统计表'],
      ['c/table/2023Q4/yanzhou', '第四季度统计表'],
      ['c/final/final/yanzhou', '总结报告'],
    ]),
    office('qufu', [['c/table/2023Q3/qufu', '第三季度统计表']]),
  ];
  expect(aboutChoices(offices)).toEqual([
    { value: '', label: '整个专项' },
    { value: 'table', label: '第三季度统计表' },
    { value: 'final', label: '总结报告' },
  ]);
  expect(aboutChoices([])).toEqual([{ value: '', label: '整个专项' }]);
});

it('a clerk sees own questions that wait, and what holds, without what was withdrawn', () => {
  const questions = [
    { id: 'a', number: null },
    { id: 'b', number: 1 },
  ] as QuestionListed[];
  const guidance = [
    { number: 1, state: 'published' },
    { number: 2, state: 'withdrawn' },
    { number: 3, state: 'published' },
  ] as GuidanceListed[];
  const { waiting, valid } = standing(questions, guidance);
  expect([waiting.map(({ id }) => id), valid.map(({ number }) => number)]).toEqual([['a'], [3, 1]]);
});
