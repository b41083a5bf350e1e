import type { LocalDate } from '@duban/base';
import { addDays, weekday } from '@duban/base/time';
import type { Period } from '../../periods.js';
import type { Every } from '../syntax.js';
import { proposals } from '../wording.js';
import { type Choices, named, one } from './choices.js';
import type { Plan } from './plan.js';

/** 每月上报, no day said: what bureaus usually set, offered by name; each is a proposal, not the notice's word. */
export function unsaid(every: Every): Choices<Plan> {
  const plan = (days: (p: Period) => readonly LocalDate[]): Plan => ({
    unsaid: true,
    days: (p) => one(days(p).map((date) => ({ date, flags: [] }))),
  });
  const end = plan((p) => [p.end]);
  const after = (n: number) => plan((p) => [addDays(p.end, n)]);
  switch (every.unit) {
    case 'week':
      return named([
        [proposals.everyFriday, plan((p) => [addDays(p.start, 4)])],
        [proposals.everySunday, end],
      ]);
    case 'fortnight':
      return named([
        [proposals.everyTwoWeeks, end],
        [proposals.secondFriday, plan((p) => [addDays(p.end, -((weekday(p.end) - 5 + 7) % 7))])],
      ]);
    case 'xun':
      return named([
        [proposals.endOfXun, end],
        [proposals.afterXun, after(2)],
      ]);
    case 'half-month':
      return named([
        [proposals.fifteenthAndLast, end],
        [proposals.afterHalfMonth, after(1)],
      ]);
    case 'month':
    case 'two-months':
      return named([
        [proposals.endOfMonth, end],
        [proposals.fifthOfNextMonth, after(5)],
      ]);
    case 'quarter':
      return named([
        [proposals.endOfQuarter, end],
        [proposals.tenDaysAfterQuarter, after(10)],
      ]);
    case 'half-year':
      return named([
        [proposals.endOfHalf, end],
        [proposals.tenDaysAfterHalf, after(10)],
      ]);
    case 'year':
      return named([
        [proposals.endOfYear, end],
        [proposals.endOfNextJanuary, after(31)],
      ]);
    default:
      return one(end);
  }
}
