import type { LocalDate } from '@duban/base';
import { addDays, localDate } from '@duban/base/time';

/**
 * The same day `quarters` quarters later. The last day of a month stays the last day; every other day stays short of it (30 August is
 * moved to 28 February of a leap year): whether a campaign ends with a period or before its end decides what `expand` asks.
 */
export function moveDay(date: LocalDate, quarters: number): LocalDate {
  const day = Number(date.slice(8));
  const last = lastOf(date.slice(0, 7));
  const month = moveMonth(date.slice(0, 7), quarters);
  const newLast = lastOf(month);
  return dayOf(month, day === last ? newLast : Math.min(day, newLast - 1));
}

/** `2023Q3` and `2023-11` moved by whole quarters; what names no period of the calendar (`final`) stays. */
export function movePeriod(period: string, quarters: number): string {
  if (/^\d{4}-\d{2}$/.test(period)) return moveMonth(period, quarters);
  const quarter = /^(\d{4})Q([1-4])$/.exec(period);
  if (!quarter) return period;
  const count = Number(quarter[1]) * 4 + Number(quarter[2]) - 1 + quarters;
  return `${Math.floor(count / 4)}Q${(count % 4) + 1}`;
}

/** `YYYY-MM` */
function moveMonth(month: string, quarters: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + 3 * quarters;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

function lastOf(month: string): number {
  // Four days after the 28th the next month has begun, whichever month it is.
  const next = addDays(dayOf(month, 28), 4);
  return Number(addDays(dayOf(next.slice(0, 7), 1), -1).slice(8));
}

function dayOf(month: string, day: number): LocalDate {
  return localDate(`${month}-${String(day).padStart(2, '0')}`);
}
