import type { LocalDate } from '@duban/base';
import { addDays, localDate } from '@duban/base/time';

/** A reporting period by the calendar: `2023Q3`, `2023-11`. */
export interface Period {
  readonly id: string;
  /** `2023年第三季度` */
  readonly label: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
}

export type Frequency = 'monthly' | 'quarterly';

/** The calendar periods that share at least one day with the window `start`…`end` (both included), in order. */
export function periodsWithin(frequency: Frequency, start: LocalDate, end: LocalDate): Period[] {
  if (start > end) return [];
  const months = frequency === 'monthly' ? 1 : 3;
  let year = Number(start.slice(0, 4));
  let month = Math.floor((Number(start.slice(5, 7)) - 1) / months) * months + 1;
  const found: Period[] = [];
  for (;;) {
    const first = firstOf(year, month);
    if (first > end) return found;
    const next = month + months > 12 ? firstOf(year + 1, month + months - 12) : firstOf(year, month + months);
    found.push({ ...name(frequency, year, month), start: first, end: addDays(next, -1) });
    year = Number(next.slice(0, 4));
    month = Number(next.slice(5, 7));
  }
}

function firstOf(year: number, month: number): LocalDate {
  return localDate(`${year}-${String(month).padStart(2, '0')}-01`);
}

function name(frequency: Frequency, year: number, month: number): { id: string; label: string } {
  if (frequency === 'monthly') return { id: `${year}-${String(month).padStart(2, '0')}`, label: `${year}年${month}月` };
  const quarter = (month + 2) / 3;
  return { id: `${year}Q${quarter}`, label: `${year}年第${'一二三四'.charAt(quarter - 1)}季度` };
}
