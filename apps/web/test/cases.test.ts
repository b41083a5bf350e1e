import type { ClueListed } from '@duban/api/types';
import { describe, expect, it } from 'vitest';
import {
  clueMoves,
  decideView,
  fenOf,
  inWaitingOrder,
  mayFile,
  missingFromCase,
  missingFromClue,
  missingFromMove,
  yuanText,
} from '../src/board/logic/cases.js';

const TODAY = '2023-10-27';
const form = { source: '群众举报', receivedOn: '2023-10-08', about: '重复收费', amount: '' };

describe('money', () => {
  it('is none that is written in words, with three decimals, or negative', () => {
    for (const text of ['一万', '1.234', '-5', '1e5', '12元', '1.', '1.2.3']) expect(fenOf(text)).toBeUndefined();
  });

  it('written as 元 becomes 分; nothing written is not 0', () => {
    expect([fenOf('12000.5'), fenOf('1,234'), fenOf('0'), fenOf(' 0.07 ')]).toEqual([1_200_050, 123_400, 0, 7]);
    expect([fenOf('2.5', '万元'), fenOf('0.000001', '万元')]).toEqual([2_500_000, 1]);
    expect(fenOf('')).toBeNull();
  });

  it('is shown with its thousands and both decimals; what is not known is said', () => {
    expect([yuanText(123_456_705), yuanText(0), yuanText(null)]).toEqual(['1,234,567.05元', '0.00元', '金额未知']);
  });
});

describe('what is still missing', () => {
  it('of a clue: where from, since when, what about, a sum that is none', () => {
    expect(missingFromClue({ ...form, source: ' ' })).toMatch(/来源/);
    expect(missingFromClue({ ...form, receivedOn: '' })).toMatch(/收到日期/);
    expect(missingFromClue({ ...form, about: '' })).toMatch(/反映的问题/);
    expect(missingFromClue({ ...form, amount: '一万' })).toMatch(/按元填写/);
    expect(missingFromClue(form)).toBeNull();
  });

  it('of a case: what about, since when', () => {
    expect(missingFromCase({ about: '', amount: '', openedOn: TODAY })).toMatch(/案由/);
    expect(missingFromCase({ about: '重复收费', amount: '', openedOn: '' })).toMatch(/立案日期/);
    expect(missingFromCase({ about: '重复收费', amount: '5', openedOn: TODAY })).toBeNull();
  });

  it('of a step: to whom it went, or what came of it', () => {
    expect(missingFromMove('transferred', '')).toBe('请写明移送给谁、文号。');
    expect(missingFromMove('closed', ' ')).toBe('请写明办理结果。');
    expect(missingFromMove('verifying', '')).toBeNull();
  });
});

describe('a clue', () => {
  it('that is done with goes nowhere; any other may lead to a case', () => {
    expect([clueMoves('closed'), mayFile('closed')]).toEqual([[], false]);
    expect([clueMoves('registered'), mayFile('filed')]).toEqual([['verifying', 'transferred', 'closed'], true]);
  });

  it('says how long there is until it must be decided, and when that has passed', () => {
    const view = (decideBy: string | null) => decideView({ decideBy }, TODAY);
    expect(view(null)).toBeNull();
    expect(view('2023-10-26')).toEqual({ text: '已超过10月26日的立案时限', tone: 'late' });
    expect(view(TODAY)).toEqual({ text: '今天是立案时限', tone: 'warn' });
    expect(view('2023-10-30')).toEqual({ text: '10月30日（周一）前决定是否立案', tone: 'warn' });
    expect(view('2023-11-10')?.tone).toBe('quiet');
    expect(view('2024-03-13')?.text).toBe('2024年3月13日（周三）前决定是否立案');
    expect(view('2022-12-30')?.text).toBe('已超过2022年12月30日的立案时限');
  });

  it('that waits comes before one that is decided, the soonest due first', () => {
    const clue = (number: number, decideBy: string | null) => ({ number, decideBy }) as ClueListed;
    const order = inWaitingOrder([clue(1, null), clue(2, '2023-11-10'), clue(3, '2023-10-30'), clue(4, null)]);
    expect(order.map(({ number }) => number)).toEqual([3, 2, 4, 1]);
  });
});
