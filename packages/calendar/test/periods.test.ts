import { addDays, localDate } from '@duban/base/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsWithin } from '../src/index.js';

const ids = (frequency: 'monthly' | 'quarterly', start: string, end: string): string[] =>
  periodsWithin(frequency, localDate(start), localDate(end)).map((period) => period.id);

describe('the periods of a campaign', () => {
  it('are none when it ends before it starts', () => {
    expect(ids('quarterly', '2023-09-20', '2023-09-10')).toEqual([]);
    expect(ids('monthly', '2024-01-01', '2023-12-31')).toEqual([]);
  });

  it('of Jining are the third and fourth quarter of 2023, not the second (JN23-O13)', () => {
    expect(ids('quarterly', '2023-08-22', '2023-12-10')).toEqual(['2023Q3', '2023Q4']);
  });

  it('of Yunyang go on month by month over the turn of the year', () => {
    expect(ids('monthly', '2022-11-15', '2023-02-01')).toEqual(['2022-11', '2022-12', '2023-01', '2023-02']);
  });

  it('include one that is touched by a single day', () => {
    expect(ids('quarterly', '2023-06-30', '2023-07-01')).toEqual(['2023Q2', '2023Q3']);
    expect(ids('quarterly', '2023-12-31', '2024-01-01')).toEqual(['2023Q4', '2024Q1']);
    expect(ids('monthly', '2024-02-29', '2024-02-29')).toEqual(['2024-02']);
  });

  it('carry their whole calendar extent and a Chinese name', () => {
    expect(periodsWithin('quarterly', localDate('2023-08-22'), localDate('2023-08-22'))).toEqual([
      { id: '2023Q3', label: '2023年第三季度', start: '2023-07-01', end: '2023-09-30' },
    ]);
    expect(periodsWithin('monthly', localDate('2024-02-10'), localDate('2024-02-10'))).toEqual([
      { id: '2024-02', label: '2024年2月', start: '2024-02-01', end: '2024-02-29' },
    ]);
  });

  it('cover the campaign without gap or overlap', () => {
    const starts = fc.integer({ min: 0, max: 9000 }).map((n) => addDays(localDate('2004-01-01'), n));
    fc.assert(
      fc.property(fc.constantFrom('monthly', 'quarterly'), starts, fc.nat(1200), (...[frequency, start, length]) => {
        const end = addDays(start, length);
        const periods = periodsWithin(frequency, start, end);
        expect((periods[0]?.start ?? '') <= start && (periods[0]?.end ?? '') >= start).toBe(true);
        expect((periods.at(-1)?.start ?? '') <= end && (periods.at(-1)?.end ?? '') >= end).toBe(true);
        periods.slice(1).forEach((period, i) => {
          expect(period.start).toBe(addDays(periods[i]?.end ?? start, 1));
        });
        expect(new Set(periods.map((period) => period.id)).size).toBe(periods.length);
      }),
    );
  });
});
