import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, failing, holds } from '../src/evaluate.js';
import { type Expression, ExpressionError, parseExpression } from '../src/expression.js';
import { type Grid, measuresOf } from '../src/index.js';
import { anyGrid, t1 } from './t1.js';

const measures = new Map(measuresOf(t1).map((measure) => [measure.key, measure]));
const on = (grid: Grid, previous: Grid = {}) => ({ measures, grid, previous, column: 'current' as const });
const truth = (rule: string, grid: Grid, previous: Grid = {}) => holds(parseExpression(rule), on(grid, previous));
const amount = (text: string, grid: Grid, previous: Grid = {}) => amountOf(parseExpression(text), on(grid, previous));

describe('a rule is refused', () => {
  it.each([
    ['', '结尾'],
    ['a ==', '结尾'],
    ['a == b == c', '“==”'],
    ['(a == b', '结尾'],
    ['a = b', '“=”'],
    ['sum()', '“)”'],
    ['avg(a)', '函数“avg”'],
    ['prev(1)', '“1”'],
    ['prev(a + b)', '“+”'],
    ['a b', '“b”'],
    ['a * b', '“*”'],
    ['1.5 == a', '“.”'],
  ])('%s', (text, found) => {
    expect(() => parseExpression(text)).toThrow(ExpressionError);
    try {
      parseExpression(text);
    } catch (error) {
      expect((error as ExpressionError).found).toBe(found);
    }
  });
  it('when it is nested so deeply that it would overflow the stack', () => {
    expect(() => parseExpression('('.repeat(100_000))).toThrow(ExpressionError);
    expect(() => parseExpression('-'.repeat(100_000))).toThrow(ExpressionError);
  });
});

describe('a rule reads', () => {
  const grid: Grid = {
    'chkVisits.current': 7,
    'chkVisits.adjust': -2,
    'jointChk.current': 3,
    'admCases.current': null,
  };
  it('+ and - from left to right, before comparisons, before and, or, =>', () => {
    expect(amount('10 - 3 - 2', {})).toBe(5);
    expect(amount('10 - (3 - 2)', {})).toBe(9);
    expect(amount('-3 + 5', {})).toBe(2);
    expect(truth('1 == 2 => 1 == 2 and 1 == 2', {})).toBe(true);
    expect(truth('1 == 1 or 1 == 2 and 1 == 2', {})).toBe(true);
    expect(truth('1 == 2 => 1 == 1 => 1 == 2', {})).toBe(true);
  });
  it('sum, max and min over lists', () => {
    expect(amount('sum(chkVisits, jointChk, 1)', grid)).toBe(11);
    expect(amount('max(chkVisits, jointChk) - min(chkVisits, jointChk)', grid)).toBe(4);
  });
  it('the last accepted 累计 as 0 in the first period, and as unknown when that cell is missing later', () => {
    expect(amount('prev(chkVisits)', grid)).toBe(0);
    expect(amount('prev(chkVisits)', grid, { 'chkVisits.cumulative': 40 })).toBe(40);
    expect(amount('prev(jointChk)', grid, { 'chkVisits.cumulative': 40 })).toBeNull();
  });
  it('an adjustment left blank as none', () => {
    expect(amount('adjust(chkVisits)', grid)).toBe(-2);
    expect(amount('adjust(jointChk)', grid)).toBe(0);
  });
  it('a stock by its only figure, whatever the column', () => {
    const facts = { ...on({ 'instHosp.current': 9 }), column: 'cumulative' as const };
    expect(amountOf(parseExpression('instHosp'), facts)).toBe(9);
  });
  it('nothing into a blank: neither true nor false, unless the other half decides', () => {
    expect(truth('admCases == 0', grid)).toBeNull();
    expect(truth('sum(admCases, 1) > 0', grid)).toBeNull();
    expect(truth('admCases == 0 and 1 == 2', grid)).toBe(false);
    expect(truth('admCases == 0 or 1 == 1', grid)).toBe(true);
    expect(truth('admCases == 0 => 1 == 1', grid)).toBe(true);
    expect(truth('1 == 2 => admCases == 0', grid)).toBe(true);
    expect(truth('1 == 1 => admCases == 0', grid)).toBeNull();
  });
  it('an implication that fails by its consequence', () => {
    const rule = parseExpression('amtFine > 0 => admCases >= 1');
    const failed = failing(rule, on({ 'amtFine.current': 5, 'admCases.current': 0 }));
    expect(failed).toMatchObject({ op: '>=' });
    expect(failing(rule, on({ 'amtFine.current': 0, 'admCases.current': 0 }))).toBeNull();
  });
});

const keys = fc.constantFrom(...measures.keys());
const { amounts } = fc.letrec<{ amounts: string }>((tie) => ({
  amounts: fc.oneof(
    { maxDepth: 4 },
    fc.nat(1000).map(String),
    keys,
    keys.map((key) => `prev(${key})`),
    fc.tuple(tie('amounts'), fc.constantFrom('+', '-'), tie('amounts')).map((parts) => `(${parts.join(' ')})`),
    fc
      .tuple(fc.constantFrom('sum', 'max', 'min'), fc.array(tie('amounts'), { minLength: 1, maxLength: 3 }))
      .map(([f, of]) => `${f}(${of.join(', ')})`),
  ),
}));
const comparison = fc
  .tuple(amounts, fc.constantFrom('==', '!=', '<=', '>=', '<', '>'), amounts)
  .map((parts) => parts.join(' '));
const rules = fc.tuple(comparison, fc.constantFrom('and', 'or', '=>'), comparison).map((parts) => parts.join(' '));

describe('the language is total', () => {
  it('any rule on any grid comes to true, false or undecided', () => {
    fc.assert(
      fc.property(rules, anyGrid, anyGrid, (rule, grid, previous) => {
        const expression: Expression = parseExpression(rule);
        expect([true, false, null]).toContain(holds(expression, on(grid, previous)));
      }),
      { numRuns: 200 },
    );
  });
  it('any text is a rule or an ExpressionError, nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          rules.chain((rule) => fc.nat(rule.length).map((n) => rule.slice(0, n))),
        ),
        (text) => {
          try {
            parseExpression(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
