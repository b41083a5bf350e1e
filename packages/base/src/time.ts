import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR, type Instant, instant, type LocalDate, type LocalTime, MINUTE } from './instant.js';

/** The one time zone of every campaign; deadlines are local midnights and office hours here. */
export const ZONE = 'Asia/Shanghai';

/**
 * China has kept UTC+8 without summer time since 1991-09-15: from here on a day is plain arithmetic, two hundred times faster than a
 * time-zone lookup; a rehearsal asks hundreds of thousands of times. Earlier instants go through Temporal.
 */
const FIXED_SINCE = Date.UTC(1992, 0, 1);
const OFFSET = 8 * HOUR;

/** Checks and brands `YYYY-MM-DD`; throws RangeError for an impossible day such as 2023-02-30. */
export function localDate(text: string): LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a date: ${text}`);
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as LocalDate;
}

/**
 * The years that can be planned in: from 清明's formula and the announced holidays on, to where the formula ends. What comes in from
 * outside (a profile, a request) is held to them, for a day of the year 213 has no workdays to count.
 */
export const PLANNED_YEARS = { first: 2000, last: 2099 } as const;

/** Whether the day lies in the years that can be planned in. */
export function isPlannable(date: LocalDate): boolean {
  const year = Number(date.slice(0, 4));
  return year >= PLANNED_YEARS.first && year <= PLANNED_YEARS.last;
}

/** Checks and brands `HH:MM`. */
export function localTime(text: string): LocalTime {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new RangeError(`not a time of day: ${text}`);
  return text as LocalTime;
}

/** The day in Asia/Shanghai on which `at` falls. */
export function dateOf(at: Instant): LocalDate {
  return at >= FIXED_SINCE
    ? dayText(Math.floor((at + OFFSET) / DAY))
    : (zoned(at).toPlainDate().toString() as LocalDate);
}

/** The wall-clock time (minutes, floored) of `at` in Asia/Shanghai. */
export function timeOf(at: Instant): LocalTime {
  return (
    at >= FIXED_SINCE ? wallClock(at).slice(11, 16) : zoned(at).toPlainTime().toString({ smallestUnit: 'minute' })
  ) as LocalTime;
}

/** The instant at which the clock in Asia/Shanghai shows `time` on `date`. */
export function at(date: LocalDate, time: LocalTime | string): Instant {
  const midnight = utcMidnight(date);
  if (midnight > FIXED_SINCE && /^\d\d:\d\d$/.test(time)) {
    return instant(midnight - OFFSET + Number(time.slice(0, 2)) * HOUR + Number(time.slice(3)) * MINUTE);
  }
  return instant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds);
}

/** The first instant after `date` has ended: a hand-in before it is on time ("12月10日前" includes the 10th). */
export function endOfDay(date: LocalDate): Instant {
  return at(addDays(date, 1), '00:00');
}

/** Calendar days later (negative: earlier). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dayText(utcMidnight(date) / DAY + days);
}

/** Calendar days from `a` to `b` (positive when `b` is later). */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return (utcMidnight(b) - utcMidnight(a)) / DAY;
}

/** ISO weekday, Monday = 1 … Sunday = 7. */
export function weekday(date: LocalDate): number {
  return new Date(utcMidnight(date)).getUTCDay() || 7;
}

/** `2023-10-10 09:00`, floored to the minute: for screens, mails and timelines. */
export function formatMinute(instantAt: Instant): string {
  return `${dateOf(instantAt)} ${timeOf(instantAt)}`;
}

/** `2023-10-10T09:00:00+08:00`: for JSON. */
export function isoOf(instantAt: Instant): string {
  return zoned(instantAt).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** `10月10日` — the way a notice writes a day; with `year`, `2023年10月10日`. */
export function chineseDate(date: LocalDate, withYear = false): string {
  const d = Temporal.PlainDate.from(date);
  return `${withYear ? `${d.year}年` : ''}${d.month}月${d.day}日`;
}

/** `星期二` of a date. */
export function chineseWeekday(date: LocalDate): string {
  return `星期${'一二三四五六日'.charAt(weekday(date) - 1)}`;
}

function zoned(instantAt: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantAt).toZonedDateTimeISO(ZONE);
}

/** A day as a count of milliseconds, in no zone: only for arithmetic between days. */
function utcMidnight(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

/**
 * `2023-10-10` of a day counted from 1970-01-01. A look at a whole country's dues asks a million times for the same few hundred days,
 * and writing one out costs a hundred times as much as finding it.
 */
function dayText(day: number): LocalDate {
  const known = written.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY).toISOString().slice(0, 10) as LocalDate;
  if (written.size >= MOST_WRITTEN) written.clear();
  written.set(day, text);
  return text;
}

const written = new Map<number, LocalDate>();
/** Some ninety years. */
const MOST_WRITTEN = 32_768;

/** What a clock in Asia/Shanghai shows, as `YYYY-MM-DDTHH:MM…`; only from {@link FIXED_SINCE} on. */
function wallClock(instantAt: Instant): string {
  return new Date(instantAt + OFFSET).toISOString();
}
