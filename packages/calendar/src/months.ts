import type { LocalDate } from '@duban/base';
import { localDate } from '@duban/base/time';

export function ymd(year: number, month: number, day: number): LocalDate {
  return localDate(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
}

export function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

/** Months later (negative: earlier); a day the month lacks becomes its last. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return ymd(year, month, Math.min(dayOf(date), lengthOf(year, month)));
}

/** The first to the last day of `months` months from `month` on. */
export function monthsFrom(
  year: number,
  month: number,
  months = 1,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const from = addMonths(ymd(year, 1, 1), month - 1);
  const last = addMonths(from, months - 1);
  return { from, to: ymd(yearOf(last), monthOf(last), lengthOf(yearOf(last), monthOf(last))) };
}
