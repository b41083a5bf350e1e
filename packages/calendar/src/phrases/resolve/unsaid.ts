import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import type { Every } from '../syntax.js';
import type { PhrasePeriod } from '../types.js';
import { type Choices, named, one } from './choices.js';
import { periodAt } from './periods.js';
import type { Plan } from './plan.js';

/** 每月上报, no day said: what bureaus usually set, offered by name; each is a proposal, not the notice's word. */
export function unsaid(every: Every): Choices<Plan> {
  const plan = (days: (p: PhrasePeriod) => readonly LocalDate[]): Plan => ({
    unsaid: true,
    days: (p) => one(days(p).map((date) => ({ date, flags: [] }))),
  });
  const end = plan((p) => [p.end]);
  const after = (n: number) => plan((p) => [addDays(p.end, n)]);
  switch (every.unit) {
    case 'week':
      return named([
        ['每周五', plan((p) => [addDays(p.start, 4)])],
        ['每周日', end],
      ]);
    case 'fortnight':
      return named([
        ['每满两周', end],
        ['第二周的周五', plan((p) => [addDays(periodAt('week', p.end).start, 4)])],
      ]);
    case 'xun':
      return named([
        ['旬末当日', end],
        ['旬后2日内', after(2)],
      ]);
    case 'half-month':
      return named([
        ['15日和月末', end],
        ['半月期满次日', after(1)],
      ]);
    case 'month':
    case 'two-months':
      return named([
        ['月末当日', end],
        ['次月5日前', after(5)],
      ]);
    case 'quarter':
      return named([
        ['季末当日', end],
        ['季后10日内', after(10)],
      ]);
    case 'half-year':
      return named([
        ['半年末当日', end],
        ['期后10日内', after(10)],
      ]);
    case 'year':
      return named([
        ['年末当日', end],
        ['次年1月底前', after(31)],
      ]);
    default:
      return one(end);
  }
}
