import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failing, holds } from '../../src/evaluate.js';
import { ExpressionError, parseExpression } from '../../src/expression.js';
import type { Grid } from '../../src/index.js';
import { checkRule } from '../../src/units.js';
import { clues, names, on, row } from './on-demo.js';

// Rules of every form the grammar has, over names that exist and names that do not.
const measure = fc.constantFrom('recv', 'done', 'amount', 'open', 'note', 'rate', 'instances', 'r01Amt', 'nobody');
const column = fc.constantFrom('no', 'status', 'received', 'closed', 'amt', 'persons', 'multiple', 'nobody');
const word = fc.constantFrom("'已办结'", "'2023-10-10'", "''", "'x'");
const { rule } = fc.letrec<{ rule: string; term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.nat(1000).map(String), fc.constant('5万元'), measure, column, word),
    fc
      .tuple(fc.constantFrom('prev', 'current', 'adjust', 'cumulative', 'last', 'base', 'peer'), measure)
      .map(([f, x]) => `${f}(${x})`),
    fc.constantFrom('sum(@police)', 'sum(@self.amt)', 'sum(@nobody)'),
    fc
      .tuple(fc.constantFrom('sum', 'max', 'min'), fc.array(tie('term'), { minLength: 1, maxLength: 3 }))
      .map(([f, x]) => `${f}(${x.join(', ')})`),
    tie('rule').map((where) => `count(clues where ${where})`),
    fc.tuple(fc.constantFrom('total', 'distinct'), column).map(([f, x]) => `${f}(clues.${x})`),
    fc.tuple(tie('term'), tie('term')).map(([a, b]) => `days(${a}, ${b})`),
    fc.tuple(tie('term'), fc.constantFrom('+', '-'), tie('term')).map((parts) => `(${parts.join(' ')})`),
    fc.tuple(tie('term'), fc.nat(100)).map(([a, n]) => `(${a}) * ${n}`),
    tie('term').map((a) => `-(${a})`),
  ),
  rule: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(tie('term'), fc.constantFrom('==', '!=', '<=', '>=', '<', '>'), tie('term'))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(tie('term'), fc.array(word, { minLength: 1, maxLength: 3 }))
      .map(([a, words]) => `${a} in (${words.join(', ')})`),
    fc.oneof(measure, column).map((name) => `filled(${name})`),
    fc.tuple(tie('term'), tie('term'), fc.nat(100)).map(([a, b, n]) => `near(${a}, ${b}, ${n})`),
    fc.tuple(tie('rule'), fc.constantFrom('and', 'or', '=>'), tie('rule')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
  ),
}));
const cell = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.string(),
  fc.constantFrom('2023-10-10', '已办结'),
);
const record = fc.dictionary(fc.constantFrom('no', 'status', 'received', 'closed', 'amt', 'persons', 'multiple'), cell);
const grid = fc.dictionary(
  fc.constantFrom(
    'recv.current',
    'recv.cumulative',
    'recv.adjust',
    'done.current',
    'amount.current',
    'open.current',
    'r01Amt.current',
    'note.current',
  ),
  cell,
) as fc.Arbitrary<Grid>;

describe('the language is total', () => {
  it('any rule of the grammar parses, and on any facts comes to true, false or undecided', () => {
    fc.assert(
      fc.property(
        rule,
        fc.tuple(grid, grid, fc.array(record, { maxLength: 5 }), fc.boolean()),
        (text, [own, other, records, rows]) => {
          const expression = parseExpression(text);
          const facts = on({
            grid: own,
            previous: other,
            lastPeriod: other,
            base: null,
            records: { clues: records },
            ...(rows ? row(records[0] ?? {}) : {}),
          });
          expect([true, false, null]).toContain(holds(expression, facts));
          const failed = failing(expression, facts);
          expect(failed === null).toBe(holds(expression, facts) !== false);
        },
      ),
      { numRuns: 500 },
    );
  });
  it('what the unit check lets through it lets through, what it refuses it refuses with a place inside the text', () => {
    let refused = 0;
    fc.assert(
      fc.property(rule, fc.boolean(), (text, rows) => {
        try {
          checkRule(parseExpression(text), { ...names, mixedUnits: false, row: rows ? (clues ?? null) : null });
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          refused += 1;
          expect(error.at).toBeGreaterThanOrEqual(0);
          expect(error.at).toBeLessThanOrEqual(text.length);
          expect(error.allowed).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(100);
  });
  it('any text at all is a rule or an ExpressionError', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'recv',
        'count',
        'clues',
        'where',
        'in',
        '(',
        ')',
        ',',
        '.',
        '@',
        '*',
        '-',
        '==',
        '=>',
        "'",
        "'x'",
        '5',
        '5元',
        'and',
        'filled',
        'near',
        ' ',
        '。',
        '\n',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((each) => each.join('')),
          rule.chain((text) => fc.nat(text.length).map((n) => text.slice(n))),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          try {
            parseExpression(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
