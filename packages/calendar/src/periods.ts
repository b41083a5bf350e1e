import type { LocalDate } from '@duban/base';
import { addDays, daysBetween, weekday } from '@duban/base/time';
import { dayOf, monthOf, monthsFrom, yearOf, ymd } from './months.js';

/** A stretch of days that is reported on: `2023Q3`, `2023-11`, `2023-09上旬`, `2023-08-21周`. */
export interface Period {
  readonly id: string;
  /** `2023年第三季度` */
  readonly label: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
}

export type Unit =
  | 'day'
  | 'workday'
  | 'week'
  | 'fortnight'
  | 'xun'
  | 'half-month'
  | 'month'
  | 'two-months'
  | 'quarter'
  | 'half-year'
  | 'year';

export type Frequency = 'monthly' | 'quarterly';

/** The calendar periods that share at least one day with the window `start`…`end` (both included), in order. */
export function periodsWithin(frequency: Frequency, start: LocalDate, end: LocalDate): Period[] {
  return start > end ? [] : periodsOf(frequency === 'monthly' ? 'month' : 'quarter', start, end);
}

/** The calendar period of a unit in which `date` lies; `origin` is the first day of a count by fortnights. */
export function periodAt(unit: Unit, date: LocalDate, origin: LocalDate = date): Period {
  const year = yearOf(date);
  const month = monthOf(date);
  switch (unit) {
    case 'day':
    case 'workday':
      return { id: date, label: `${year}年${month}月${dayOf(date)}日`, start: date, end: date };
    case 'week': {
      const start = addDays(date, 1 - weekday(date));
      return { id: `${start}周`, label: `${start}起的一周`, start, end: addDays(start, 6) };
    }
    case 'fortnight': {
      const start = addDays(origin, Math.floor(daysBetween(origin, date) / 14) * 14);
      return { id: `${start}两周`, label: `${start}起的两周`, start, end: addDays(start, 13) };
    }
    case 'xun':
      return xunAt(date);
    case 'half-month': {
      const { from, to } = monthsFrom(year, month);
      const first = dayOf(date) <= 15;
      const id = `${from.slice(0, 7)}${first ? '上半月' : '下半月'}`;
      return first
        ? { id, label: `${year}年${month}月上半月`, start: from, end: ymd(year, month, 15) }
        : { id, label: `${year}年${month}月下半月`, start: ymd(year, month, 16), end: to };
    }
    case 'month': {
      const { from, to } = monthsFrom(year, month);
      return { id: from.slice(0, 7), label: `${year}年${month}月`, start: from, end: to };
    }
    case 'two-months': {
      const first = month - ((month - 1) % 2);
      const { from, to } = monthsFrom(year, first, 2);
      return {
        id: `${from.slice(0, 7)}/${to.slice(5, 7)}`,
        label: `${year}年${first}—${first + 1}月`,
        start: from,
        end: to,
      };
    }
    case 'quarter': {
      const n = Math.ceil(month / 3);
      const { from, to } = monthsFrom(year, n * 3 - 2, 3);
      return { id: `${year}Q${n}`, label: `${year}年第${'一二三四'.charAt(n - 1)}季度`, start: from, end: to };
    }
    case 'half-year': {
      const n = month <= 6 ? 1 : 2;
      const { from, to } = monthsFrom(year, n * 6 - 5, 6);
      return { id: `${year}H${n}`, label: `${year}年${n === 1 ? '上' : '下'}半年`, start: from, end: to };
    }
    case 'year':
      return { id: String(year), label: `${year}年`, start: ymd(year, 1, 1), end: ymd(year, 12, 31) };
  }
}

function xunAt(date: LocalDate): Period {
  const { from, to } = monthsFrom(yearOf(date), monthOf(date));
  const n = Math.min(Math.ceil(dayOf(date) / 10), 3);
  const name = `${'上中下'.charAt(n - 1)}旬`;
  return {
    id: `${from.slice(0, 7)}${name}`,
    label: `${yearOf(date)}年${monthOf(date)}月${name}`,
    start: addDays(from, n * 10 - 10),
    end: n === 3 ? to : addDays(from, n * 10 - 1),
  };
}

export function following(unit: Unit, period: Period): Period {
  return periodAt(unit, addDays(period.end, 1), period.start);
}

/** Whether a period is about as long as one of the unit; a month may run from the 26th to the 25th. */
export function fits(unit: Unit, period: Period): boolean {
  const days = daysBetween(period.start, period.end) + 1;
  const [least, most] = LENGTHS[unit];
  return days >= least && days <= most;
}

const LENGTHS: Readonly<Record<Unit, readonly [number, number]>> = {
  day: [1, 1],
  workday: [1, 1],
  week: [7, 7],
  xun: [8, 11],
  'half-month': [13, 16],
  fortnight: [14, 14],
  month: [28, 31],
  'two-months': [59, 62],
  quarter: [90, 92],
  'half-year': [181, 184],
  year: [365, 366],
};

/** The periods that share a day with `from`…`to`, in order; at most as many as {@link MOST}. */
export function periodsOf(unit: Unit, from: LocalDate, to: LocalDate): Period[] {
  const found: Period[] = [];
  for (let p = periodAt(unit, from); p.start <= to && found.length < MOST; p = following(unit, p)) found.push(p);
  return found;
}

/** Two years of days: enough for every campaign, and an end for a span somebody typed wrongly. */
const MOST = 800;
