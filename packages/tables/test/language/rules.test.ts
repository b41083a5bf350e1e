import { describe, expect, it } from 'vitest';
import { type Facts, failing } from '../../src/evaluate.js';
import { ExpressionError, parseExpression } from '../../src/expression.js';
import type { Grid } from '../../src/index.js';
import { amount, on, row, truth } from './on-demo.js';

describe('a text is no rule', () => {
  it.each([
    ['recv * done', '“*”'],
    ['recv * 2元', '“*”'],
    ['sum(@)', '“)”'],
    ['sum(@police.)', '“)”'],
    ['count()', '“)”'],
    ['count(clues.no)', '“.”'],
    ['total(clues)', '“)”'],
    ['total(clues.)', '“)”'],
    ["count(clues status == 'x')", '“status”'],
    ['near(recv, done)', '“)”'],
    ['near(recv, done, open)', '“open”'],
    ['near(recv, done, 5元)', '“5元”'],
    ['days(received)', '“)”'],
    ['filled(recv + 1)', '“+”'],
    ['filled()', '“)”'],
    ["status in '已办结'", '“已办结”'],
    ["status in ('a' 'b')", '“b”'],
    ['status in ()', '“)”'],
    ["status in ('a') in ('b')", '“in”'],
    ["filled(recv) == 'x'", '“==”'],
    ["status == '已办结", "“'”"],
    ['last(1)', '“1”'],
    ['last(sum(recv))', '“(”'],
    ['9007199254740993 > 0', '“9007199254740993”'],
    ['recv > 99999999999亿元', '“99999999999亿元”'],
  ])('%s', (text, found) => {
    try {
      parseExpression(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
      expect((error as ExpressionError).found).toBe(found);
    }
  });
  it('when it is longer, or chains more operators, than anybody writes', () => {
    expect(() => parseExpression(`recv > 0${' and recv > 0'.repeat(5000)}`)).toThrow(ExpressionError);
    expect(() => parseExpression(`recv${' + 1'.repeat(600)} > 0`)).toThrow(/500 个运算符/);
    expect(truth(`sum(${'recv, '.repeat(900)}1) > 0`, { grid: { 'recv.current': 1 } })).toBe(true);
  });
});

describe('a rule reads', () => {
  it('* before + and -, by whole numbers only, and gives up beyond what is counted exactly', () => {
    expect(amount('1 + 2 * 3 - 4')).toBe(3);
    expect(amount('-2 * 3')).toBe(-6);
    expect(amount('(1 + 2) * 3')).toBe(9);
    const grid: Grid = { 'recv.current': Number.MAX_SAFE_INTEGER };
    expect(amount('recv * 2', { grid })).toBeNull();
    expect(amount('recv + 1', { grid })).toBeNull();
    expect(amount('recv - 1', { grid })).toBe(Number.MAX_SAFE_INTEGER - 1);
  });
  it('money as it is written, in 分', () => {
    expect(amount('1元')).toBe(100);
    expect(amount('5万元')).toBe(5_000_000);
    expect(amount('1亿元')).toBe(10_000_000_000);
  });
  it('what was, what was a year ago and what others have, of the column it is applied to', () => {
    const facts: Partial<Facts> = {
      column: 'cumulative',
      grid: { 'recv.current': 1, 'recv.cumulative': 2 },
      lastPeriod: { 'recv.cumulative': 3 },
      base: { 'recv.cumulative': 4 },
      peers: { 'recv.cumulative': 5 },
      previous: { 'recv.cumulative': 6 },
    };
    const of = ['recv', 'current', 'cumulative', 'last', 'base', 'peer', 'prev'].map((reach) =>
      amount(reach === 'recv' ? 'recv' : `${reach}(recv)`, facts),
    );
    expect(of).toEqual([2, 1, 2, 3, 4, 5, 6]);
    for (const reach of ['last', 'base', 'peer']) expect(amount(`${reach}(recv)`), reach).toBeNull();
  });
  it('the sum of a section, a block and a column of a matrix; a blank in it leaves it open', () => {
    expect(amount('sum(@police)', { grid: { 'polAccepted.current': 2, 'polFiled.current': 1 } })).toBe(3);
    expect(amount('sum(@health)', { grid: { 'hltHandled.current': 7 } })).toBe(7);
    expect(
      amount('sum(@self.amt)', { grid: { 'r01Amt.current': 2, 'r02Amt.current': 3, 'r01Cases.current': 9 } }),
    ).toBe(5);
    expect(amount('sum(@self.amt)', { grid: { 'r01Amt.current': 2 } })).toBeNull();
  });
  it('near to either side of the second amount, without rounding', () => {
    expect(truth('near(105, 100, 5)')).toBe(true);
    expect(truth('near(95, 100, 5)')).toBe(true);
    expect(truth('near(106, 100, 5)')).toBe(false);
    expect(truth('near(-95, -100, 5)')).toBe(true);
    expect(truth('near(1, 0, 50)')).toBe(false);
    expect(truth('near(0, 0, 0)')).toBe(true);
    const big = 9_000_000_000_000_000;
    expect(truth(`near(${big}, ${big}, 0)`)).toBe(true);
    expect(truth(`near(${big - 1}, ${big}, 0)`)).toBe(false);
  });
  it('whether something is filled in, always; of a block marked 不适用 never', () => {
    expect(truth('filled(recv)', { grid: { 'recv.current': 0 } })).toBe(true);
    expect(truth('filled(recv)')).toBe(false);
    expect(truth('filled(note)', { grid: { 'note.current': ' ' } })).toBe(false);
    expect(truth('filled(note)', { column: 'cumulative', grid: { 'note.current': '无' } })).toBe(true);
    expect(truth('filled(polFiled)', { absent: new Set(['polFiled']) })).toBeNull();
  });
});

describe('the part that fails', () => {
  const part = (text: string, facts: Partial<Facts>) => failing(parseExpression(text), on(facts))?.kind;
  it('is the consequence of an implication, of whatever kind', () => {
    const facts = row({ status: '已办结', amt: 5 });
    expect(part("status == '已办结' => filled(closed)", facts)).toBe('filled');
    expect(part("amt > 0 => status in ('核查中')", facts)).toBe('in');
    expect(part('filled(no) or near(amt, 100, 5)', facts)).toBe('near');
    expect(part("status == '已办结' => filled(amt)", facts)).toBeUndefined();
  });
});
