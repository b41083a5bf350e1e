import type { LocalDate } from '@duban/base';
import { addDays, weekday } from '@duban/base/time';
import chineseDays from 'chinese-days';
import { statutoryDays } from './festivals.js';

/** Which days are worked. `assumed` tells that the year's holidays were not published when this was built. */
export interface WorkCalendar {
  isWorkday(date: LocalDate): boolean;
  /** True when the answer for `date` rests on the statutory days alone, because the State Council has not announced that year. */
  isAssumed(date: LocalDate): boolean;
  /** The holiday `date` is part of (`国庆节`), null on every other day, worked or not. Absent where a caller's calendar knows no names. */
  holidayName?(date: LocalDate): string | null;
}

/** Years whose holidays and make-up days the data carries (findings.md, Calendar). */
export const PUBLISHED_YEARS = { first: 2004, last: 2026 } as const;

/** The State Council's calendar with 调休; a year not yet announced falls back to weekdays minus the statutory days. */
export const stateCouncilCalendar: WorkCalendar = {
  isWorkday: (date) => (published(date) ? worked(date) : weekday(date) <= 5 && !statutoryOn(date)),
  isAssumed: (date) => !published(date),
  holidayName: (date) => (published(date) ? announcedName(date) : (statutoryOn(date) ?? null)),
};

/** The same calendar with single days set by the bureau (true: worked), e.g. a local 调休. */
export function withOverrides(calendar: WorkCalendar, overrides: ReadonlyMap<LocalDate, boolean>): WorkCalendar {
  return {
    isWorkday: (date) => overrides.get(date) ?? calendar.isWorkday(date),
    isAssumed: (date) => !overrides.has(date) && calendar.isAssumed(date),
    holidayName: (date) => (overrides.get(date) === true ? null : (calendar.holidayName?.(date) ?? null)),
  };
}

/** `date` itself when worked, else the last working day before it. */
export function onOrBefore(calendar: WorkCalendar, date: LocalDate): LocalDate {
  return seek(calendar, date, -1);
}

/** `date` itself when worked, else the first working day after it. */
export function onOrAfter(calendar: WorkCalendar, date: LocalDate): LocalDate {
  return seek(calendar, date, 1);
}

/** The n-th working day after `date` (n > 0) or before it (n < 0); `date` itself never counts, so 0 returns it unchanged. */
export function addWorkdays(calendar: WorkCalendar, date: LocalDate, n: number): LocalDate {
  const step = Math.sign(n);
  let day = date;
  for (let left = Math.abs(n); left > 0; left--) day = seek(calendar, addDays(day, step), step);
  return day;
}

/** No run of holidays is near this long: a calendar without any working day is an error, not an endless loop. */
const LONGEST_REST = 60;

function seek(calendar: WorkCalendar, from: LocalDate, step: number): LocalDate {
  let day = from;
  for (let i = 0; i < LONGEST_REST; i++) {
    if (calendar.isWorkday(day)) return day;
    day = addDays(day, step);
  }
  throw new RangeError(`no working day within ${LONGEST_REST} days of ${from}`);
}

/** The announced days come from the library, the weekday from us: west of Greenwich it reads the weekday of the day before. */
function worked(date: LocalDate): boolean {
  const known = answers.get(date);
  if (known !== undefined) return known;
  const { name, work } = chineseDays.getDayDetail(date);
  const answer = ENGLISH_WEEKDAY.test(name) ? weekday(date) <= 5 : work;
  answers.set(date, answer);
  return answer;
}

/** One tick asks for some hundred days, mostly the same ones; at most one entry per day of the published years. */
const answers = new Map<LocalDate, boolean>();

/** What the library calls a day that no announcement names; its holidays read `National Day,国庆节,3`. */
const ENGLISH_WEEKDAY = /^\w+day$/;

/** The Chinese name of the holiday `date` was given off for, null when none was. */
function announcedName(date: LocalDate): string | null {
  if (worked(date)) return null;
  const chinese = chineseDays.getDayDetail(date).name.split(',')[1];
  // A holiday on a weekend is not in the data under its name (2012-09-30).
  return chinese === undefined ? (statutoryOn(date) ?? null) : (FULL_NAMES[chinese] ?? chinese);
}

/** The library shortens three of the names. */
const FULL_NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

function statutoryOn(date: LocalDate): string | undefined {
  return statutoryDays(Number(date.slice(0, 4))).get(date);
}

function published(date: LocalDate): boolean {
  const year = Number(date.slice(0, 4));
  return year >= PUBLISHED_YEARS.first && year <= PUBLISHED_YEARS.last;
}
