import { instant, type LocalTime } from '@duban/base';
import { addDays, at, dateOf, localDate } from '@duban/base/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateCouncilCalendar as calendar, isOfficeTime, nextOfficeTime } from '../src/index.js';

const hours = { open: '08:30' as LocalTime, close: '17:30' as LocalTime };
const moment = (date: string, time: string) => at(localDate(date), time);

describe('office time', () => {
  it.each([
    ['2023-10-10', '08:29'],
    ['2023-10-10', '17:30'],
    ['2023-10-10', '00:00'],
    ['2023-10-03', '10:00'],
    ['2023-10-14', '10:00'],
  ])('is not %s %s', (date, time) => {
    expect(isOfficeTime(calendar, hours, moment(date, time))).toBe(false);
  });

  it.each([
    ['2023-10-10', '08:30'],
    ['2023-10-10', '17:29'],
    ['2023-10-07', '12:00'],
  ])('is %s %s', (date, time) => {
    expect(isOfficeTime(calendar, hours, moment(date, time))).toBe(true);
  });
});

describe('the next office time', () => {
  it.each([
    ['2023-10-10', '09:15', '2023-10-10', '09:15'],
    ['2023-10-10', '07:00', '2023-10-10', '08:30'],
    ['2023-10-10', '17:30', '2023-10-11', '08:30'],
    // over the National Day holidays, to the worked Saturday
    ['2023-09-28', '18:00', '2023-10-07', '08:30'],
    ['2023-10-02', '10:00', '2023-10-07', '08:30'],
    ['2023-12-08', '17:31', '2023-12-11', '08:30'],
  ])('at %s %s is %s %s', (...[date, time, nextDate, nextTime]) => {
    expect(nextOfficeTime(calendar, hours, moment(date, time))).toBe(moment(nextDate, nextTime));
  });

  it('is office time, not before now, and nothing of the office hours is left out between', () => {
    const moments = fc
      .integer({ min: 0, max: 3 * 365 * 24 * 60 })
      .map((m) => instant(moment('2023-01-01', '00:00') + m * 60_000));
    fc.assert(
      fc.property(moments, (now) => {
        const next = nextOfficeTime(calendar, hours, now);
        expect(next).toBeGreaterThanOrEqual(now);
        expect(isOfficeTime(calendar, hours, next)).toBe(true);
        for (let date = dateOf(now); date < dateOf(next); date = addDays(date, 1)) {
          const noon = at(date, '12:00');
          expect(noon >= now && isOfficeTime(calendar, hours, noon)).toBe(false);
        }
      }),
    );
  });
});
