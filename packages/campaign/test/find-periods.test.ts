import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  earlierPeriod,
  findPeriods,
  lastDayOf,
  parsePeriod,
  periodHolding,
  periodId,
  periodLabel,
} from '../src/index.js';

const ids = (text: string) => findPeriods(text).periods.map(periodId);

describe('no period is found', () => {
  it.each([
    ['in a whole day', '报出日期2023年10月9日'],
    ['in a day without separators', '任城区_20231009.xlsx'],
    ['in a number of an attachment or a form', '附件3 表T3 第2版'],
    ['in a division code', '370811.xlsx'],
    ['in a month that is none', '2023年13月'],
    ['in a range that is no quarter', '2023年5-8月'],
  ])('%s', (_, text) => {
    expect(ids(text)).toEqual([]);
  });

  it('but the day is told', () => {
    expect(findPeriods('任城区 20231009 2023-10-10 2023年9月30日').days).toEqual([
      '2023-10-09',
      '2023-10-10',
      '2023-09-30',
    ]);
  });

  it('for an option that names two or none', () => {
    expect(parsePeriod('2023Q3、2023Q4')).toBeNull();
    expect(parsePeriod('三季度')).toBeNull();
    expect(parsePeriod('下一期')).toBeNull();
  });
});

describe('a period is found', () => {
  it.each([
    ['2023年第三季度', '2023Q3'],
    ['2023年三季度', '2023Q3'],
    ['２０２３年第３季度', '2023Q3'],
    ['23年三季度', '2023Q3'],
    ['23Q3', '2023Q3'],
    ['Q3_2023', '2023Q3'],
    ['2023-Q3', '2023Q3'],
    ['2023年1—9月', '2023Q3'],
    ['2023年7月至9月', '2023Q3'],
    ['任城区2023年医保基金工作情况统计表（三季度）最终20231009', '2023Q3'],
    ['2023年9月份', '2023-09'],
    ['2023年九月', '2023-09'],
    ['2023年十一月', '2023-11'],
    ['2023-09', '2023-09'],
    ['202309', '2023-09'],
    ['2023.9月报', '2023-09'],
    ['2023年上半年', '2023H1'],
    ['2023年度', '2023'],
  ])('in “%s”', (text, id) => {
    expect(ids(text)).toEqual([id]);
  });

  it('without its year where the text has none, or more than one', () => {
    expect(findPeriods('第三季度.xlsx').periods).toEqual([{ kind: 'quarter', year: null, number: 3 }]);
    expect(findPeriods('9月份').periods).toEqual([{ kind: 'month', year: null, number: 9 }]);
    expect(findPeriods('2022与2023对比 三季度').periods).toEqual([{ kind: 'quarter', year: null, number: 3 }]);
  });

  it('twice where two are named', () => {
    expect(ids('2023年第二季度与2023年第三季度')).toEqual(['2023Q2', '2023Q3']);
  });
});

describe('an id', () => {
  const id = fc.oneof(
    fc.tuple(fc.integer({ min: 2001, max: 2099 }), fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}Q${q}`),
    fc
      .tuple(fc.integer({ min: 2001, max: 2099 }), fc.integer({ min: 1, max: 12 }))
      .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
  );

  it('is found again in its own label', () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(ids(`统计表（${periodLabel(one)}）`)).toEqual([one]);
      }),
    );
  });

  it('goes back over the turn of the year', () => {
    expect(earlierPeriod('2023Q1', { steps: 1 })).toBe('2022Q4');
    expect(earlierPeriod('2023-01', { steps: 1 })).toBe('2022-12');
    expect(earlierPeriod('2023Q3', { years: 1 })).toBe('2022Q3');
    expect(earlierPeriod('2023', { steps: 1 })).toBe('2022');
  });

  it('has a last day', () => {
    expect(['2023Q1', '2023Q3', '2024-02', '2023H1', '2023', 'final'].map(lastDayOf)).toEqual([
      '2023-03-31',
      '2023-09-30',
      '2024-02-29',
      '2023-06-30',
      '2023-12-31',
      null,
    ]);
  });

  it('of no calendar period is given back as it is', () => {
    expect(['2023Q5', '2023-13', '2023H0', 'final'].map(periodLabel)).toEqual(['2023Q5', '2023-13', '2023H0', 'final']);
    expect(earlierPeriod('2023Q5', { steps: 1 })).toBe('2023Q5');
    expect(lastDayOf('2023-13')).toBeNull();
  });

  it('of a day that a county wrote though there is none is that of its month', () => {
    expect(findPeriods('截止2023年2月30日').days.map((day) => periodHolding(day, '2023Q1'))).toEqual(['2023Q1']);
  });

  it('of a day is of the kind asked for', () => {
    expect(periodHolding('2023-09-30', '2023Q1')).toBe('2023Q3');
    expect(periodHolding('2023-09-30', '2024-01')).toBe('2023-09');
    expect(periodHolding('2023-09-30', '2023')).toBe('2023');
  });
});
