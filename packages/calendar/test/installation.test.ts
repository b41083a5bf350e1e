import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DubanError } from '@duban/base';
import { localDate } from '@duban/base/time';
import { describe, expect, it } from 'vitest';
import {
  addWorkdays,
  type Festival,
  festivalDay,
  installationCalendar,
  stateCouncilCalendar,
  watched,
  withOverrides,
} from '../src/index.js';

const day = localDate;

describe("an installation's table of days", () => {
  it.each([
    [[{ date: '2027-02-30', worked: false }], 1],
    [[{ date: '2027-2-5', worked: false }], 1],
    [
      [
        { date: '2027-02-05', worked: false },
        { date: '2027-02-05', worked: true },
      ],
      2,
    ],
  ])('is refused for an impossible or repeated day, with its line', (days, line) => {
    const refused = () => installationCalendar({ days });
    expect(refused).toThrow(DubanError);
    expect(refused).toThrow(`第 ${line} 行`);
  });

  const own = installationCalendar({
    announced: [2027],
    days: [
      { date: '2027-02-05', worked: false, holiday: '春节' },
      { date: '2027-02-20', worked: true },
      { date: '2023-10-09', worked: false, holiday: '市庆' },
    ],
  });

  it('wins over the announced days', () => {
    expect(own.isWorkday(day('2023-10-09'))).toBe(false);
    expect(own.holidayName?.(day('2023-10-09'))).toBe('市庆');
    expect(own.isWorkday(day('2023-10-10'))).toBe(true);
    expect(own.holidayName?.(day('2023-10-03'))).toBe('国庆节');
  });

  it('makes a year entered in full as certain as an announced one', () => {
    expect(own.isAssumed(day('2027-10-01'))).toBe(false);
    expect(own.isWorkday(day('2027-02-05'))).toBe(false);
    expect(own.isWorkday(day('2027-02-20'))).toBe(true);
    // Entered in full means: what is not in the table is a plain weekday.
    expect(own.isWorkday(day('2027-10-01'))).toBe(true);
    expect(own.isAssumed(day('2028-01-03'))).toBe(true);
  });

  it('leaves a year that is only touched assumed', () => {
    const touched = installationCalendar({ days: [{ date: '2027-02-05', worked: false }] });
    expect(touched.isAssumed(day('2027-02-05'))).toBe(false);
    expect(touched.isAssumed(day('2027-02-08'))).toBe(true);
  });
});

describe('a year without an announcement', () => {
  it('rests on the statutory days of the lunar calendar too', () => {
    // 2027: 春节 on Saturday 02-06 (除夕 02-05), 清明 on Monday 04-05, 端午 on Wednesday 06-09, 中秋 on Wednesday 09-15.
    expect(['2027-02-05', '2027-02-08', '2027-02-09'].map((d) => stateCouncilCalendar.isWorkday(day(d)))).toEqual([
      false,
      false,
      true,
    ]);
    expect(['2027-04-05', '2027-06-09', '2027-09-15'].map((d) => stateCouncilCalendar.holidayName?.(day(d)))).toEqual([
      '清明节',
      '端午节',
      '中秋节',
    ]);
  });

  it('is remembered by a watched calendar for the computation that used it, and only then', () => {
    const calendar = watched(stateCouncilCalendar);
    addWorkdays(calendar, day('2026-12-01'), 5);
    expect(calendar.assumedYears()).toEqual([]);
    addWorkdays(calendar, day('2026-12-30'), 5);
    expect(calendar.assumedYears()).toEqual([2027]);
  });

  it('is not remembered for a day the bureau has set', () => {
    const calendar = watched(withOverrides(stateCouncilCalendar, new Map([[day('2027-01-04'), true]])));
    expect(calendar.isWorkday(day('2027-01-04'))).toBe(true);
    expect(calendar.assumedYears()).toEqual([]);
  });
});

describe('festivals', () => {
  it.each([
    ['春节', 2023, '2023-01-22'],
    ['春节', 2024, '2024-02-10'],
    ['春节', 2027, '2027-02-06'],
    ['春节', 2030, '2030-02-03'],
    ['除夕', 2024, '2024-02-09'],
    ['元宵节', 2024, '2024-02-24'],
    ['清明节', 2024, '2024-04-04'],
    ['端午节', 2025, '2025-05-31'],
    ['中秋节', 2023, '2023-09-29'],
    ['中秋节', 2025, '2025-10-06'],
  ] as const)('%s of %i is on %s', (festival, year, expected) => {
    expect(festivalDay(festival, year)).toBe(expected);
  });

  it.each(['America/Los_Angeles', 'UTC', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
    'are the same on a machine in %s',
    (zone) => {
      const program = `
      import { festivalDay } from '@duban/calendar';
      process.stdout.write([2023, 2024, 2027].map((y) => festivalDay('春节', y)).join());`;
      const answer = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        env: { ...process.env, TZ: zone },
        cwd: import.meta.dirname,
        encoding: 'utf8',
      });
      expect(answer).toBe('2023-01-22,2024-02-10,2027-02-06');
    },
  );

  // Read in place beside the repository; a run without them says so in its list of skipped tests (as workdays.test.ts does).
  const announcements = path.resolve(import.meta.dirname, '../../../../shared/calendar');
  const present = existsSync(announcements);
  const names: readonly Festival[] = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];

  it.runIf(present).each(Array.from({ length: 19 }, (_, i) => 2008 + i))(
    'of %i were days off in the announcement, and carry its name',
    (year) => {
      const off = announcedOff(announcements, year);
      for (const festival of names) {
        const date = festivalDay(festival, year);
        expect([date, off.get(date)?.includes(festival)]).toEqual([date, true]);
        // 中秋节 and 国庆节 share a break in some years: one of the two names is enough.
        expect(stateCouncilCalendar.holidayName?.(date)).toMatch(/节|元旦/);
      }
    },
  );
});

function announcedOff(folder: string, year: number): ReadonlyMap<string, string> {
  const { days } = JSON.parse(readFileSync(path.join(folder, `${year}.json`), 'utf8')) as {
    days: { name: string; date: string; isOffDay: boolean }[];
  };
  return new Map(days.filter((d) => d.isOffDay).map((d) => [d.date, d.name]));
}
