import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, comesTo, type Facts, failing, holds } from '../src/evaluate.js';
import { ExpressionError, parseExpression } from '../src/expression.js';
import type { Grid, LedgerRow, Ledgers } from '../src/index.js';
import { namesOf } from '../src/language/names.js';
import { checkRule } from '../src/units.js';
import { demo, ledgers } from './demo.js';

const names = namesOf(demo);
const on = (facts: Partial<Facts> = {}): Facts => ({
  ...names,
  grid: {},
  previous: {},
  column: 'current',
  records: ledgers,
  ...facts,
});
const amount = (text: string, facts: Partial<Facts> = {}) => amountOf(parseExpression(text), on(facts));
const truth = (text: string, facts: Partial<Facts> = {}) => holds(parseExpression(text), on(facts));
const clues = names.ledgers.get('clues');
const row = (record: LedgerRow): Partial<Facts> => (clues === undefined ? {} : { row: { ledger: clues, record } });

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

describe('records', () => {
  it('are counted where the rule holds, added up and told apart', () => {
    expect(amount('count(clues)')).toBe(3);
    expect(amount("count(clues where status == '已办结')")).toBe(2);
    expect(amount("count(clues where status in ('核查中', '待分派') or filled(closed))")).toBe(3);
    expect(amount('count(clues where closed > received)')).toBe(1);
    expect(amount("count(clues where received >= '2023-10-10')")).toBe(1);
    expect(amount('total(clues.amt)')).toBe(3_000_000);
    expect(amount("total(clues.amt where status == '核查中')")).toBe(2_000_000);
    expect(amount('distinct(clues.status)')).toBe(2);
    expect(amount("total(clues.persons where no == 'GJ009')")).toBe(0);
  });
  it('that leave the question open are not counted', () => {
    expect(amount('count(clues where closed >= received)')).toBe(2);
    expect(amount("count(clues where closed != '2023-01-01')")).toBe(2);
  });
  it('with a blank that must be filled leave the total open; one that may be blank adds nothing', () => {
    const records: Ledgers = {
      clues: [
        { no: 'a', amt: 5 },
        { no: 'b', amt: null },
      ],
      insts: [],
    };
    expect(amount('total(clues.amt)', { records })).toBe(5);
    const strict = {
      ...names,
      ledgers: new Map(
        [...names.ledgers].map(([key, ledger]) => [
          key,
          { ...ledger, columns: ledger.columns.map((column) => ({ ...column, required: true })) },
        ]),
      ),
    };
    expect(amount('total(clues.amt)', { ...strict, records })).toBeNull();
    expect(amount('total(clues.amt)', { records: { clues: [{ amt: '五' }] } })).toBeNull();
  });
  it('of a ledger that is not in the file are unknown, not 0', () => {
    expect(amount('count(clues)', { records: {} })).toBeNull();
    expect(amount('count(clues)', { records: { clues: [] } })).toBe(0);
  });
  it('are read cell by cell in a rule on rows', () => {
    expect(truth("no == 'A' and persons * 2 == 4", row({ no: ' A ', persons: 2 }))).toBe(true);
    expect(truth('days(received, closed) == 29', row({ received: '2024-02-01', closed: '2024-03-01' }))).toBe(true);
    expect(amount('days(closed, received)', row({ received: '2024-02-01', closed: '2024-03-01' }))).toBe(-29);
    expect(truth('received <= closed', row({ received: '2023-02-30', closed: '2023-03-01' }))).toBeNull();
    expect(truth("status in ('核查中')", row({}))).toBeNull();
    expect(comesTo(parseExpression('status'), on(row({ status: '核查中' })))).toBe('核查中');
    expect(amount('multiple', row({ multiple: 1.5 }))).toBe(1.5);
  });
  it('cannot be counted inside a rule on rows, so that work never grows with the square of a ledger', () => {
    expect(amount('count(clues)', row({ no: 'A' }))).toBeNull();
    expect(truth('count(clues) > 0', row({ no: 'A' }))).toBeNull();
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
