import { Temporal } from 'temporal-polyfill';
import { type Instant, instant, type LocalDate, type LocalTime } from './instant.js';

/** The one time zone of every campaign; deadlines are local midnights and office hours here. */
export const ZONE = 'Asia/Shanghai';

/** Checks and brands `YYYY-MM-DD`; throws RangeError for an impossible day such as 2023-02-30. */
export function localDate(text: string): LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a date: ${text}`);
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as LocalDate;
}

/** Checks and brands `HH:MM`. */
export function localTime(text: string): LocalTime {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new RangeError(`not a time of day: ${text}`);
  return text as LocalTime;
}

/** The day in Asia/Shanghai on which `at` falls. */
export function dateOf(at: Instant): LocalDate {
  return zoned(at).toPlainDate().toString() as LocalDate;
}

/** The wall-clock time (minutes, floored) of `at` in Asia/Shanghai. */
export function timeOf(at: Instant): LocalTime {
  return zoned(at).toPlainTime().toString({ smallestUnit: 'minute' }) as LocalTime;
}

/** The instant at which the clock in Asia/Shanghai shows `time` on `date`. */
export function at(date: LocalDate, time: LocalTime | string): Instant {
  return instant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds);
}

/** The first instant after `date` has ended: a hand-in before it is on time ("12月10日前" includes the 10th). */
export function endOfDay(date: LocalDate): Instant {
  return at(addDays(date, 1), '00:00');
}

/** Calendar days later (negative: earlier). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as LocalDate;
}

/** Calendar days from `a` to `b` (positive when `b` is later). */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Temporal.PlainDate.from(a).until(b, { largestUnit: 'days' }).days;
}

/** ISO weekday, Monday = 1 … Sunday = 7. */
export function weekday(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
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
