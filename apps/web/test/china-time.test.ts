import { describe, expect, it } from 'vitest';
import {
  dayFrom,
  dayOf,
  dayWithWeekday,
  instantOf,
  longDay,
  minuteText,
  readMoment,
  shortMinute,
} from '../src/shared/china-time.js';

describe('times as the office reads them', () => {
  it('refuses an empty or malformed day', () => {
    expect(instantOf('', '17:30')).toBeNull();
    expect(instantOf('2026-13-01', '17:30')).toBeNull();
  });

  it('reads a day and an hour in Asia/Shanghai, whatever the machine’s zone', () => {
    expect(instantOf('2026-10-13', '17:30')).toBe(Date.UTC(2026, 9, 13, 9, 30));
  });

  it('turns midnight in Shanghai into the new day', () => {
    const midnight = Date.UTC(2026, 9, 12, 16, 0);
    expect(dayOf(midnight)).toBe('2026-10-13');
    expect(dayOf(midnight - 1)).toBe('2026-10-12');
    expect(minuteText(midnight)).toBe('2026-10-13 00:00');
    expect(shortMinute(midnight)).toBe('10月13日 00:00');
  });

  it('reads the end of a day as its 24:00, and what begins at midnight as 00:00 of the new day', () => {
    const midnight = Date.UTC(2027, 0, 10, 16, 0);
    expect(readMoment({ at: midnight, endsDay: true })).toEqual({ day: '2027-01-10', time: '24:00' });
    expect(readMoment({ at: midnight, endsDay: false })).toEqual({ day: '2027-01-11', time: '00:00' });
    expect(readMoment({ at: midnight - 60_000, endsDay: true })).toEqual({ day: '2027-01-10', time: '23:59' });
  });

  it('writes days with their weekday, and the year only where it is another one', () => {
    expect(dayWithWeekday('2026-10-10')).toBe('10月10日（周六）');
    expect(longDay('2026-10-09')).toBe('2026年10月9日');
    expect(dayFrom('2026-10-13', '2027-01-10')).toBe('2027年1月10日（周日）');
    expect(dayFrom('2026-10-13', '2026-12-10')).toBe('12月10日（周四）');
  });
});
