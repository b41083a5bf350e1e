import { type CellKey, type Finding, measuresOf } from '@duban/tables';
import { describe, expect, it } from 'vitest';
import { formsIn } from '../src/child/reading/recognise.js';
import { bookOf, sheetOf, type Typed } from './cell-book.js';
import { t1 } from './t1.js';

// One thing clerks do to a cell at a time, on a form of three lines.
const measures = { count: '公开曝光典型案例', money: '行政罚款', distinct: '检查定点医药机构' } as const;
type Row = keyof typeof measures;
const KEYS: Readonly<Record<Row, string>> = { count: 'expPub', money: 'amtFine', distinct: 'chkInst' };

interface Cells {
  readonly current?: Typed;
  readonly cumulative?: Typed;
  readonly previous?: Typed;
  readonly adjust?: Typed;
  readonly remark?: Typed;
}

function read(row: Row, cells: Cells) {
  const own = measuresOf(t1).filter(({ kind }) => kind === 'count' || kind === 'money');
  const lines = own.map((measure): Typed[] => {
    const mine = measure.key === KEYS[row] ? cells : {};
    const value = (typed: Typed | undefined) => (typed === undefined ? null : typed);
    return [
      measure.label,
      measure.unit,
      value(mine.previous),
      value(mine.current),
      value(mine.adjust),
      value(mine.cumulative),
      value(mine.remark),
    ];
  });
  const sheet = sheetOf([[t1.title], ['指标', '单位', '上期累计', '本期', '上期调整数', '累计', '说明'], ...lines]);
  const [form] = formsIn(bookOf(sheet), { name: 'x.xlsx', tables: [t1], secret: null, altered: 'a finding' });
  if (form === undefined) throw new Error('no form');
  const key: CellKey = `${KEYS[row]}.${'cumulative' in cells && !('current' in cells) ? 'cumulative' : 'current'}`;
  return { form, value: form.grid[key], findings: form.findings.filter((f) => f.key !== null) };
}
const said = ({ findings }: { readonly findings: readonly Finding[] }) =>
  findings.map((f) => `${f.severity} ${f.check}`);

describe('a count is taken, with before and after,', () => {
  it.each([
    ['１２', '12起'],
    [' 12 ', '12起'],
    ["'12", '12起'],
    ['12起', '12起'],
    ['1,234', '1234起'],
    ['1，234', '1234起'],
    ['1、234、567', '1234567起'],
    ['12 345', '12345起'],
    ['12.00', '12起'],
    ['+12', '12起'],
    ['０', '0起'],
    ['-0', '0起'],
  ])('when it is typed as the text “%s”', (text, after) => {
    const { value, findings } = read('count', { current: text });
    expect(findings).toMatchObject([
      {
        severity: 'I',
        check: 'text-number',
        found: text.trim(),
        expected: `按 ${after} 采用`,
        place: { sheet: 'Sheet1' },
      },
    ]);
    expect(`${value}起`).toBe(after);
  });
  it('without a word when it is a number, be it 0 or -0', () => {
    for (const number of [12, 0, -0, 12.0]) {
      const { value, findings } = read('count', { current: number });
      expect([value, findings]).toEqual([number === 0 ? 0 : 12, []]);
    }
  });
  it('as blank and never as 0 when there is nothing, or blanks only', () => {
    expect(read('count', {}).value).toBeNull();
    expect(read('count', { current: '　 ' }).value).toBeNull();
    expect(read('count', { current: 0 }).value).toBe(0);
  });
});

describe('an amount of money is taken exactly, in 分,', () => {
  it.each([
    ['12.5', 12_500_000],
    ['12.5万元', 12_500_000],
    ['12.5万', 12_500_000],
    ['125000元', 12_500_000],
    ['0.0012亿元', 12_000_000],
    ['￥12.5', 12_500_000],
    ['¥1,234.50', 1_234_500_000],
    ['12.500001', 12_500_001],
  ])('from “%s”', (text, fen) => {
    const { value, findings } = read('money', { current: text });
    expect([value, findings.map((f) => f.severity)]).toEqual([fen, ['I']]);
  });
  it('from a number with the dust of binary arithmetic, which is named', () => {
    const { value, findings } = read('money', { current: 0.1 + 0.2 });
    expect(value).toBe(300_000);
    expect(findings).toMatchObject([
      { severity: 'I', check: 'number-dust', found: '0.30000000000000004', expected: '按 0.30万元 采用' },
    ]);
  });
  it('from 17 digits that are the same number, without a word', () => {
    expect(read('money', { current: { v: 1.1, stored: '1.1000000000000001' } })).toMatchObject({
      value: 1_100_000,
      findings: [],
    });
  });
});

describe('a cell is refused with how to mend it', () => {
  it.each(['无', '—', '-', '/', '－', '／', '没有', '零'])(
    'when it says “%s”: 0 or 不适用, and which cannot be told',
    (text) => {
      const { value, findings } = read('count', { current: text });
      expect([value, said({ findings })]).toEqual([null, ['E not-a-number']]);
      expect(findings[0]?.message).toContain('没有发生的填 0，不适用的留空');
    },
  );
  it.each<[Typed, string]>([
    ['两起', 'not-a-number'],
    ['约12', 'not-a-number'],
    ['12家', 'not-a-number'],
    ['1,23', 'not-a-number'],
    ['12%', 'not-a-number'],
    ['1.5', 'not-whole'],
    [1.5, 'not-whole'],
    [{ v: 0.12, format: '0%' }, 'not-a-number'],
    [{ date: '2023-10-09' }, 'not-a-number'],
    [{ truth: true }, 'not-a-number'],
    [{ error: '#REF!' }, 'error-value'],
    [{ f: 'A1', error: '#DIV/0!' }, 'error-value'],
    [{ f: 'SUM(A1:A3)' }, 'formula-not-calculated'],
    [{ f: '[1]Sheet1!A1' }, 'formula-not-calculated'],
  ])('when it is %j', (current, check) => {
    const { value, findings } = read('count', { current });
    expect([value, said({ findings })]).toEqual([null, [`E ${check}`]]);
  });
  it('when money is finer than 1 分', () => {
    expect(said(read('money', { current: 0.33333333333 }))).toEqual(['E finer-than-fen']);
  });
});

describe('a formula', () => {
  it('that nobody knows is taken by its result, with a warning that names both', () => {
    const { value, findings } = read('count', { current: { f: 'C9+C10', v: 7 } });
    expect(value).toBe(7);
    expect(findings).toMatchObject([{ severity: 'W', check: 'formula', found: '=C9+C10 → 7' }]);
  });
  it('into another workbook is taken by its result, with a warning of its own', () => {
    const { value, findings } = read('count', { current: { f: "'[上季度.xlsx]表1'!C9", v: 0 } });
    expect([value, said({ findings })]).toEqual([0, ['W external-link']]);
  });
  it('of 累计 is recomputed: right without a word, wrong with both figures, uncalculated by ourselves', () => {
    const sum = { previous: 10, current: 2, adjust: -1 };
    expect(read('count', { ...sum, cumulative: { f: 'C9+D9', v: 11 } }).findings).toEqual([]);
    const wrong = read('count', { ...sum, cumulative: { f: 'C9+D9', v: 12 } });
    expect(wrong.findings).toMatchObject([{ severity: 'E', check: 'formula-stale', found: '12起', expected: '11起' }]);
    const bare = read('count', { ...sum, cumulative: { f: 'C9+D9+E9' } });
    expect([bare.form.grid['expPub.cumulative'], bare.findings]).toEqual([11, []]);
    expect(read('count', { ...sum, previous: '—', cumulative: { f: 'D9+E9', v: 1 } }).findings).toEqual([]);
  });
  it('of 累计 is taken as it shows where the form does not say what came before', () => {
    const { form, findings } = read('count', { current: 2, cumulative: { f: 'D9+100', v: 102 } });
    expect([form.grid['expPub.cumulative'], said({ findings })]).toEqual([102, ['W formula']]);
  });
  it('of 累计 says nothing more where 本期 was refused', () => {
    const { findings } = read('count', { previous: 1, current: '两起', cumulative: { f: 'C9+D9', error: '#VALUE!' } });
    expect(said({ findings })).toEqual(['E not-a-number']);
  });
});

describe('beside the figures', () => {
  it('remarks become part of 情况说明, so that an adjustment is explained', () => {
    const { form } = read('count', { current: 2, adjust: 1, remark: '上期漏报 1 起' });
    expect(form.grid['note.current'] ?? null).toBe('公开曝光典型案例：上期漏报 1 起');
  });
  it('a row that is missing on the form is not blank: it is named', () => {
    const { form } = read('count', { current: 2 });
    expect(form.findings.some(({ check }) => check === 'row-missing')).toBe(false);
    const sheet = sheetOf([
      [t1.title],
      ['指标', '单位', '本期', '累计'],
      ...measuresOf(t1)
        .slice(0, 40)
        .map((m): Typed[] => [m.label, m.unit, 1, 1]),
    ]);
    const [cut] = formsIn(bookOf(sheet), { name: 'x', tables: [t1], secret: null, altered: 'a finding' });
    expect(cut?.findings.filter(({ check }) => check === 'row-missing').map(({ label }) => label)).toContain(
      '受理举报',
    );
    expect(cut?.grid).not.toHaveProperty('repRecv.current');
  });
});
