import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instant, type LocalDate } from '../src/instant.js';
import {
  addDays,
  at,
  chineseDate,
  chineseWeekday,
  dateOf,
  daysBetween,
  endOfDay,
  formatMinute,
  isoOf,
  localDate,
  localTime,
  timeOf,
  weekday,
} from '../src/time.js';

/** Any day of the years the product may meet, counted from 2000-01-01. */
const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(localDate('2000-01-01'), n));
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => localTime(`${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`));

describe('a day', () => {
  it.each(['2023-02-30', '2023-02-29', '2100-02-29', '2023-04-31', '2023-13-01', '2023-00-10', '2023-01-00'])(
    'is refused when the calendar has no %s',
    (text) => {
      expect(() => localDate(text)).toThrow(RangeError);
    },
  );

  it.each(['2023-8-22', '20230822', '2023/08/22', '2023-08-22T00:00', ' 2023-08-22', '2023-08-22\n', '', '二〇二三年'])(
    'is refused when it is written %j',
    (text) => {
      expect(() => localDate(text)).toThrow(RangeError);
    },
  );

  it.each(['2000-02-29', '2024-02-29', '2023-12-31'])('is accepted when it exists: %s', (text) => {
    expect(localDate(text)).toBe(text);
  });
});

describe('a time of day', () => {
  it.each(['24:00', '8:30', '08:60', '08:30:00', '0830', ''])('is refused when it is written %j', (text) => {
    expect(() => localTime(text)).toThrow(RangeError);
  });

  it.each(['00:00', '23:59'])('is accepted at the edge of the day: %s', (text) => {
    expect(localTime(text)).toBe(text);
  });
});

describe('an instant', () => {
  it.each([Number.NaN, 0.5, Number.POSITIVE_INFINITY, 2 ** 60])(
    'is refused when it is no whole number of ms: %s',
    (ms) => {
      expect(() => instant(ms)).toThrow(RangeError);
    },
  );

  it('is read in Asia/Shanghai, eight hours ahead of UTC, in summer and in winter', () => {
    expect(at(localDate('2023-12-10'), '23:59')).toBe(Date.UTC(2023, 11, 10, 15, 59));
    expect(at(localDate('2023-07-01'), '00:00')).toBe(Date.UTC(2023, 5, 30, 16, 0));
    expect(dateOf(instant(Date.UTC(2023, 11, 10, 16, 0)))).toBe('2023-12-11');
    expect(timeOf(instant(Date.UTC(2023, 11, 10, 15, 59, 59, 999)))).toBe('23:59');
  });

  it('keeps its day through the summer time that China had until 1991', () => {
    // 1986-05-04 02:00 → 03:00; 1991-09-15 was the last day on which clocks went back.
    for (const text of ['1986-05-03', '1986-05-04', '1991-09-14', '1991-09-15']) {
      expect(dateOf(at(localDate(text), '00:30'))).toBe(text);
      expect(dateOf(at(localDate(text), '23:30'))).toBe(text);
    }
  });

  it('is shown floored to the minute on screens and with its offset in JSON', () => {
    const moment = instant(Date.UTC(2023, 9, 10, 1, 0, 59, 900));
    expect(formatMinute(moment)).toBe('2023-10-10 09:00');
    expect(isoOf(moment)).toBe('2023-10-10T09:00:59+08:00');
  });

  it('falls on the day and shows the time it was made from', () => {
    fc.assert(
      fc.property(days, times, (day, time) => {
        expect(dateOf(at(day, time))).toBe(day);
        expect(timeOf(at(day, time))).toBe(time);
      }),
    );
  });
});

describe('the short ways through arithmetic', () => {
  // From two years before the last summer time to 2100: the short ways must not be told apart from the time-zone database.
  const moments = fc.integer({ min: Date.UTC(1989, 0, 1), max: Date.UTC(2100, 0, 1) }).map(instant);
  const zoned = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Asia/Shanghai');

  it('agree with the time-zone database on every instant', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        expect(dateOf(moment)).toBe(zoned(moment).toPlainDate().toString());
        expect(timeOf(moment)).toBe(zoned(moment).toPlainTime().toString({ smallestUnit: 'minute' }));
      }),
    );
  });

  it('agree with the calendar on every day', () => {
    fc.assert(
      fc.property(moments.map(dateOf), times, fc.integer({ min: -4000, max: 4000 }), (...[date, time, n]) => {
        const plain = Temporal.PlainDate.from(date);
        expect(at(date, time)).toBe(
          plain.toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: time }).epochMilliseconds,
        );
        expect(addDays(date, n)).toBe(plain.add({ days: n }).toString());
        expect(daysBetween(date, addDays(date, n))).toBe(n);
        expect(weekday(date)).toBe(plain.dayOfWeek);
      }),
    );
  });

  it('take seconds too', () => {
    expect(at(localDate('2023-10-10'), '09:00:30')).toBe(Date.UTC(2023, 9, 10, 1, 0, 30));
  });
});

describe('the end of a day', () => {
  it('is the midnight after it: 12月10日前 includes the 10th', () => {
    expect(endOfDay(localDate('2023-12-10'))).toBe(Date.UTC(2023, 11, 10, 16, 0));
  });

  it('is the first instant that does not belong to the day', () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dateOf(endOfDay(day))).toBe(addDays(day, 1));
        expect(dateOf(instant(endOfDay(day) - 1))).toBe(day);
      }),
    );
  });
});

describe('counting days', () => {
  it.each([
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-12-31', 1, '2024-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-08-31', 30, '2023-09-30'],
  ])('from %s by %i leads to %s', (from, n, to) => {
    expect(addDays(localDate(from), n)).toBe(to);
  });

  it('counts 110 days from the notice to the final report (08-22 → 12-10: 9 + 30 + 31 + 30 + 10)', () => {
    expect(daysBetween(localDate('2023-08-22'), localDate('2023-12-10'))).toBe(110);
    expect(daysBetween(localDate('2023-12-10'), localDate('2023-08-22'))).toBe(-110);
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day);
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect((weekday(day) - 1 + n + 7 * 200) % 7).toBe(weekday(addDays(day, n)) - 1);
      }),
    );
  });
});

describe('a day in Chinese', () => {
  it.each([
    ['2023-08-22', 2, '8月22日', '星期二'],
    ['2023-12-10', 7, '12月10日', '星期日'],
    ['2023-10-02', 1, '10月2日', '星期一'],
  ])('%s is weekday %i, written %s %s', (...[text, number, written, name]) => {
    const day = localDate(text) as LocalDate;
    expect(weekday(day)).toBe(number);
    expect(chineseDate(day)).toBe(written);
    expect(chineseWeekday(day)).toBe(name);
  });

  it('carries the year when asked', () => {
    expect(chineseDate(localDate('2023-08-02'), true)).toBe('2023年8月2日');
  });
});
