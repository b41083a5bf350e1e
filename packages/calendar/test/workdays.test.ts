import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalDate } from '@duban/base';
import { addDays, daysBetween, localDate, weekday } from '@duban/base/time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkdays,
  onOrAfter,
  onOrBefore,
  PUBLISHED_YEARS,
  stateCouncilCalendar,
  type WorkCalendar,
  withOverrides,
} from '../src/index.js';

const calendar = stateCouncilCalendar;
const day = localDate;
const days = fc
  .integer({ min: 0, max: daysBetween(day('2004-01-20'), day('2027-12-31')) })
  .map((n) => addDays(day('2004-01-20'), n));

describe('the calendar of 2023 (State Council notice of 2022-12-08)', () => {
  it.each([
    ['2023-09-29', '中秋节'],
    ['2023-09-30', '国庆节连休'],
    ['2023-10-01', '国庆节'],
    ['2023-10-06', '国庆节连休'],
    ['2023-08-26', 'an ordinary Saturday'],
    ['2023-12-10', 'the Sunday of the final report'],
  ])('does not work on %s (%s)', (text) => {
    expect(calendar.isWorkday(day(text))).toBe(false);
  });

  it.each([
    ['2023-08-22', 'the Tuesday of the notice'],
    ['2023-09-28', 'the last day before the holidays'],
    ['2023-10-07', 'a Saturday, 调休上班'],
    ['2023-10-08', 'a Sunday, 调休上班'],
    ['2023-12-08', 'a Friday'],
  ])('works on %s (%s)', (text) => {
    expect(calendar.isWorkday(day(text))).toBe(true);
  });
});

// The files lie beside the repository and are read in place; a run without them says so in its list of skipped tests.
const announcements = path.resolve(import.meta.dirname, '../../../../shared/calendar');
const present = existsSync(announcements);

describe(`every day of the published years${present ? '' : ' (not compared: no ../shared/calendar beside the repository)'}`, () => {
  const years = Array.from({ length: 20 }, (_, i) => 2007 + i);

  it.runIf(present).each(years)('of %i is worked or not as the State Council announced it', (year) => {
    const announced = new Map([year - 1, year, year + 1].flatMap((y) => announcedIn(announcements, y)));
    for (let date = day(`${year}-01-01`); date <= `${year}-12-31`; date = addDays(date, 1)) {
      expect([date, calendar.isWorkday(date)]).toEqual([date, announced.get(date) ?? weekday(date) <= 5]);
    }
  });
});

function announcedIn(folder: string, year: number): [string, boolean][] {
  const file = path.join(folder, `${year}.json`);
  if (!existsSync(file)) return [];
  const { days: listed } = JSON.parse(readFileSync(file, 'utf8')) as { days: { date: string; isOffDay: boolean }[] };
  return listed.map(({ date, isOffDay }) => [date, !isOffDay]);
}

describe('a machine in another time zone', () => {
  // chinese-days reads the weekday in the machine's zone: west of Greenwich every Saturday was a working day.
  it.each(['America/Los_Angeles', 'UTC', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
    'in %s has the same working days',
    (zone) => {
      const program = `
      import { stateCouncilCalendar as c } from '@duban/calendar';
      const week = ['2023-10-06', '2023-10-07', '2023-10-08', '2023-10-09', '2023-10-13', '2023-10-14', '2023-10-15', '2023-10-16'];
      process.stdout.write(week.map((d) => (c.isWorkday(d) ? '1' : '0')).join(''));`;
      const answer = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, TZ: zone },
        cwd: import.meta.dirname,
        encoding: 'utf8',
      });
      expect(answer).toBe('01111001');
    },
  );
});

describe('a year that is not announced yet', () => {
  it('is marked as assumed, and a published one is not', () => {
    expect(calendar.isAssumed(day(`${PUBLISHED_YEARS.last + 1}-01-01`))).toBe(true);
    expect(calendar.isAssumed(day(`${PUBLISHED_YEARS.first - 1}-12-31`))).toBe(true);
    expect(calendar.isAssumed(day('2023-10-07'))).toBe(false);
    expect(calendar.isAssumed(day(`${PUBLISHED_YEARS.last}-12-31`))).toBe(false);
  });

  it('rests on New Year, May Day and National Day, and on weekends', () => {
    // 2027: 01-01 is a Friday, 05-01 a Saturday, 10-01 a Friday.
    expect(calendar.isWorkday(day('2027-01-01'))).toBe(false);
    expect(calendar.isWorkday(day('2027-10-01'))).toBe(false);
    expect(calendar.isWorkday(day('2027-10-04'))).toBe(true);
    expect(calendar.isWorkday(day('2027-10-09'))).toBe(false);
    expect(calendar.isWorkday(day('2027-01-04'))).toBe(true);
  });
});

describe('days set by the bureau', () => {
  const own = withOverrides(
    calendar,
    new Map([
      [day('2023-10-09'), false],
      [day('2023-10-14'), true],
      [day('2027-02-05'), true],
    ]),
  );

  it('win over the State Council in both directions', () => {
    expect(own.isWorkday(day('2023-10-09'))).toBe(false);
    expect(own.isWorkday(day('2023-10-14'))).toBe(true);
    expect(own.isWorkday(day('2023-10-10'))).toBe(true);
  });

  it('are no longer assumed', () => {
    expect(own.isAssumed(day('2027-02-05'))).toBe(false);
    expect(own.isAssumed(day('2027-02-08'))).toBe(true);
  });

  it('move what is counted over them', () => {
    expect(addWorkdays(own, day('2023-10-08'), 1)).toBe('2023-10-10');
    expect(onOrAfter(own, day('2023-10-14'))).toBe('2023-10-14');
  });
});

describe('counting working days', () => {
  it.each([
    // 2023-10-10 is a Tuesday; 10-07 and 10-08 are worked
    ['2023-10-10', -1, '2023-10-09'],
    ['2023-10-10', -2, '2023-10-08'],
    ['2023-10-10', -3, '2023-10-07'],
    ['2023-10-10', -4, '2023-09-28'],
    ['2023-10-10', 3, '2023-10-13'],
    ['2023-10-10', 5, '2023-10-17'],
    // from Sunday 12-10
    ['2023-12-10', 1, '2023-12-11'],
    ['2023-12-10', -1, '2023-12-08'],
    // 自印发之日起15个工作日内, first day not counted (practice.md)
    ['2023-08-22', 15, '2023-09-12'],
  ])('from %s by %i leads to %s', (from, n, to) => {
    expect(addWorkdays(calendar, day(from), n)).toBe(to);
  });

  it('by none stays where it is, even on a rest day', () => {
    expect(addWorkdays(calendar, day('2023-12-10'), 0)).toBe('2023-12-10');
  });

  it.each([
    ['2023-12-10', '2023-12-08', '2023-12-11'],
    ['2023-09-30', '2023-09-28', '2023-10-07'],
    ['2023-10-07', '2023-10-07', '2023-10-07'],
  ])('the working days around %s are %s and %s', (date, before, after) => {
    expect(onOrBefore(calendar, day(date))).toBe(before);
    expect(onOrAfter(calendar, day(date))).toBe(after);
  });

  it('refuses a calendar on which nobody ever works instead of searching for ever', () => {
    const never: WorkCalendar = { isWorkday: () => false, isAssumed: () => false };
    expect(() => onOrAfter(never, day('2023-10-10'))).toThrow(RangeError);
    expect(() => addWorkdays(never, day('2023-10-10'), -1)).toThrow(RangeError);
  });

  it('finds the nearest working day on each side', () => {
    fc.assert(
      fc.property(days, (date) => {
        const before = onOrBefore(calendar, date);
        const after = onOrAfter(calendar, date);
        expect(before <= date && date <= after).toBe(true);
        expect(calendar.isWorkday(before) && calendar.isWorkday(after)).toBe(true);
        expect(workedBetween(addDays(before, 1), addDays(after, -1))).toEqual([]);
        expect(before === after).toBe(calendar.isWorkday(date));
      }),
    );
  });

  it('passes exactly as many working days as it was asked for', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (date, n) => {
        const later = addWorkdays(calendar, date, n);
        expect(workedBetween(addDays(date, 1), later)).toHaveLength(n);
        expect(calendar.isWorkday(later)).toBe(true);
        const earlier = addWorkdays(calendar, later, -n);
        // Back on a working day; from a rest day, on the last one worked before it.
        expect(earlier).toBe(onOrBefore(calendar, date));
      }),
    );
  });

  it('keeps the order of days', () => {
    fc.assert(
      fc.property(days, fc.nat(30), fc.integer({ min: -20, max: 20 }), (date, gap, n) => {
        expect(addWorkdays(calendar, date, n) <= addWorkdays(calendar, addDays(date, gap), n)).toBe(true);
      }),
    );
  });
});

function workedBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const found: LocalDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) if (calendar.isWorkday(date)) found.push(date);
  return found;
}
