import type { Unit } from '../../periods.js';
import type { Count, Inside, PeriodFrame, PeriodSpot, Pick } from '../syntax.js';
import { bounded } from '../wording.js';
import { amount } from './counts.js';
import type { Cursor } from './cursor.js';
import { monthOfUnit } from './frames.js';
import { insideOf, weekdayOf } from './inside.js';

export interface Rule {
  readonly unit: Unit;
  readonly months?: 'even' | 'odd';
  readonly pick: Pick;
}

/** `每周五`, `每月10日`, `每旬首日`, `季后10日内`, `逢双月10日`, `每年6月底和12月底`, `按季度`: how often, and which day of each period. */
export function recurrence(cursor: Cursor): Rule | null {
  return cursor.first<Rule>([
    daily,
    weekly,
    xun,
    halfMonthly,
    evenMonths,
    monthly,
    quarterly,
    halfYearly,
    yearly,
    named,
    afterPeriod,
  ]);
}

/** `每月…次`, `每月一报`: once is what a recurrence means anyway. */
const ONCE = /(?:(?:至少)?1(?:次|报(?![送告表])|调度|汇总|通报)|报(?:告|表)?制度)/y;
const LIST = /[、和及,与](?:月(?=底|末))?(?=\d|第|底|末|上旬|中旬|下旬|周|星期|次月)/y;

function daily(cursor: Cursor): Rule | null {
  if (cursor.take(/每个?工作日|工作日(?:每[天日])/y)) return { unit: 'workday', pick: { is: 'each' } };
  if (!cursor.take(/每[日天]|逐日|按[日天]/y)) return null;
  cursor.take(ONCE);
  return { unit: 'day', pick: { is: 'each' } };
}

/** `、周四`, `、四`; a digit right behind a bare one would be an hour's or a month's. */
const NEXT_WEEKDAY = /[、和及,与]?(?:周|星期)([1-6日天])|[、和及,与]([1-6日天])(?=\d\d?[:时点]|$|[^\d次日号月天])/y;

function weekly(cursor: Cursor): Rule | null {
  if (cursor.take(/每(?:2|隔1)个?(?:周|星期)|隔周/y)) {
    cursor.take(ONCE);
    return { unit: 'fortnight', pick: { is: 'unsaid' } };
  }
  if (cursor.take(/每(?:周|星期)1报(?![送告表])/y)) return { unit: 'week', pick: { is: 'once-or-monday' } };
  if (!cursor.take(/(?:每逢?个?|逢|按|逐)(?:周|星期)/y)) return null;
  if (cursor.take(ONCE)) return { unit: 'week', pick: { is: 'unsaid' } };
  const days = weekdays(cursor);
  const spots = days.map(
    (day): PeriodSpot => ({ frame: THIS, inside: { is: 'nth', n: 1, unit: 'weekday', weekday: day } }),
  );
  return { unit: 'week', pick: spots.length > 0 ? { is: 'inside', spots } : pickOf(cursor, 'week') };
}

/** `一、三、五`, `一和周四`, `一至周五`: every day named, Monday = 1. */
function weekdays(cursor: Cursor): number[] {
  const first = cursor.take(/([1-6日天])(?!次)/y);
  if (!first) return [];
  const days = [weekdayOf(first[1])];
  const last = cursor.take(/[-~至到](?:周|星期)([1-6日天])/y);
  if (last) for (let day = days[0] ?? 1; day < weekdayOf(last[1]); day++) days.push(day + 1);
  for (let next = cursor.take(NEXT_WEEKDAY); next; next = cursor.take(NEXT_WEEKDAY))
    days.push(weekdayOf(next[1] ?? next[2]));
  return days;
}

function xun(cursor: Cursor): Rule | null {
  if (!cursor.take(/(?:每个?|按|逐)旬/y)) return null;
  if (cursor.take(/(?:的)?(?:首日|第1[日天])报上旬/y)) return { unit: 'xun', pick: { is: 'first-of-xun' } };
  if (cursor.take(/(?:的)?首[日天]/y)) {
    return { unit: 'xun', pick: { is: 'inside', spots: [{ frame: THIS, inside: { is: 'nth', n: 1, unit: 'day' } }] } };
  }
  return { unit: 'xun', pick: pickOf(cursor, 'xun') };
}

function halfMonthly(cursor: Cursor): Rule | null {
  if (!cursor.take(/(?:每|按)?半个?月(?=1|报|$|,|上报|报送|调度)|每半个?月/y)) return null;
  cursor.take(ONCE);
  return { unit: 'half-month', pick: { is: 'unsaid' } };
}

function evenMonths(cursor: Cursor): Rule | null {
  if (cursor.take(/每(?:隔)?2个月/y)) {
    cursor.take(ONCE);
    return { unit: 'two-months', pick: pickOf(cursor, 'month') };
  }
  const match = cursor.take(/(?:每?逢|每个?)?(双|单|偶数|奇数)月(?:份)?(?:的)?/y);
  if (!match) return null;
  return { unit: 'month', months: /双|偶数/.test(match[1] ?? '') ? 'even' : 'odd', pick: pickOf(cursor, 'month') };
}

function monthly(cursor: Cursor): Rule | null {
  return cursor.take(/(?:每个?|按|逐)月(?:度)?/y) ? { unit: 'month', pick: pickOf(cursor, 'month') } : null;
}

function quarterly(cursor: Cursor): Rule | null {
  return cursor.take(/(?:每1?个?|按|逐)季(?:度)?|季度?(?=首月|末月|第[123]个月|次月|(?:结束|终了)后?(?:的)?次月)/y)
    ? { unit: 'quarter', pick: pickOf(cursor, 'quarter') }
    : null;
}

function halfYearly(cursor: Cursor): Rule | null {
  return cursor.take(/(?:每个?|按)半年(?:度)?/y) ? { unit: 'half-year', pick: pickOf(cursor, 'half-year') } : null;
}

function yearly(cursor: Cursor): Rule | null {
  return cursor.take(/(?:每1?个?|按|逐)年(?:度)?|年度?(?=(?:结束|终了)后?(?:的)?次年)/y)
    ? { unit: 'year', pick: pickOf(cursor, 'year') }
    : null;
}

const NAMED: Readonly<Record<string, Unit>> = {
  日: 'day',
  周: 'week',
  旬: 'xun',
  半月: 'half-month',
  月: 'month',
  季: 'quarter',
  季度: 'quarter',
  半年: 'half-year',
  年: 'year',
};

/** `月报`, `一月一报`, `季报制度` */
function named(cursor: Cursor): Rule | null {
  const match =
    cursor.take(/(?:1个?)?(半年|半月)1(?:次|报|调度|通报)/y) ??
    cursor.take(/1个?(日|周|旬|半月|月|季度?|年)1(?:次|报|调度|通报)/y) ??
    cursor.take(/(日|周|旬|半月|月|季度?|半年|年)报(?:制度|制|表制度)?(?=$|[,;。、)])/y);
  const unit = NAMED[match?.[1] ?? ''];
  return unit ? { unit, pick: unit === 'day' ? { is: 'each' } : { is: 'unsaid' } } : null;
}

/** `月后5日内`, `季度终了后10个工作日内`, `年度结束后1个月内` */
function afterPeriod(cursor: Cursor): Rule | null {
  const match = cursor.take(
    /(周|旬|月|季|半年|年)(?:度)?(?=(?:终了|结束|期满)?(?:之)?后(?:的)?(?:第)?(?:\d|半|首个))/y,
  );
  const unit = NAMED[match?.[1] ?? ''];
  if (!unit) return null;
  const pick = afterEnd(cursor);
  return pick ? { unit, pick } : null;
}

/** Which day of each period the words after `每月`, `每季度` … name. */
function pickOf(cursor: Cursor, unit: Unit): Pick {
  cursor.take(
    /(?:的|于|在|逢)?(?:月(?=底|末|初)|季度?(?=末|底|初)|年(?=底|末|终|初)|旬(?=末|底)|末(?=最后1?个月)|(?:结束|终了)后?(?:的)?(?=次月|次季|次年|下))?/y,
  );
  if (cursor.take(ONCE)) return { is: 'unsaid' };
  const after = cursor.try(afterEnd);
  if (after) return after;
  const named: Named[] = [];
  do {
    const frame: PeriodFrame | null = cursor.try((c) => frameOf(c, unit));
    const inside = insideOf(cursor);
    if (!frame && (!inside || inside.is === 'whole')) break;
    named.push({ frame, ...insideRange(cursor, inside) });
  } while (cursor.take(LIST));
  return named.length > 0 ? { is: 'inside', spots: completed(named) } : { is: 'unsaid' };
}

interface Named {
  readonly frame: PeriodFrame | null;
  readonly inside: Inside | null;
  readonly since?: Inside;
}

/** `每月1日至5日`, `每月25日至月底`: a window in every period; its last day is the due. */
function insideRange(cursor: Cursor, first: Inside | null): Omit<Named, 'frame'> {
  const last = first ? cursor.try((c) => (c.take(/[-~至到](?:[当本]?月(?=底|末))?/y) ? insideOf(c) : null)) : null;
  return first && last ? { inside: last, since: first } : { inside: first };
}

/** `1月、7月15日`, `每月5、20日`: what is not said at one place of the list stands at its end or its beginning. */
function completed(list: readonly Named[]): PeriodSpot[] {
  let frame: PeriodFrame = THIS;
  return list.map((entry, i) => {
    frame = entry.frame ?? frame;
    const inside = entry.inside ?? list.slice(i).find((later) => later.inside)?.inside ?? WHOLE;
    return {
      frame,
      inside: inside.is === 'whole' ? { is: 'end' } : inside,
      ...(entry.since ? { since: entry.since } : {}),
    };
  });
}

function afterEnd(cursor: Cursor): Pick | null {
  if (!cursor.take(/(?:季度?|月度?|半年度?|年度?)?(?:终了|结束|期满|度终了|度结束)?之?后(?:的)?/y)) return null;
  if (cursor.take(/首个工作日/y)) return { is: 'after', count: FIRST_WORKDAY };
  cursor.take(/第/y);
  const found = amount(cursor);
  if (!found) return null;
  const count: Count = { ...found, direction: 1, firstDay: 'excluded' };
  cursor.take(/之内|以内|内/y);
  return { is: 'after', count };
}

/** The month inside the unit, or in the one after it: `次月`, `首月`, `末月`, `6月` of a year. */
function frameOf(cursor: Cursor, unit: Unit): PeriodFrame | null {
  if (unit === 'year') return monthOfYear(cursor);
  if (unit === 'month' || unit === 'two-months') {
    if (cursor.take(/(?:次|下个?|翌)月(?:份)?(?:的)?/y)) return { of: 'next', month: 1 };
    return cursor.take(/[当本]月(?:份)?(?:的)?/y) ? THIS : null;
  }
  if (cursor.take(/(?:次|下1?个?)(?:季度?|半年)?(?:的)?(?:首月|第1个月)(?:的)?|次月(?:份)?(?:的)?/y))
    return { of: 'next', month: 1 };
  const month = monthOfUnit(cursor);
  if (month === null) return null;
  // A quarter's first month lies in it, but what is reported then is usually the quarter before.
  return month === 1
    ? { of: 'unclear', month }
    : { of: 'this', month: unit === 'half-year' && month === 3 ? -1 : month };
}

function monthOfYear(cursor: Cursor): PeriodFrame | null {
  const start = cursor.pos;
  const next = cursor.take(/次年|翌年|下1?年/y);
  const of = next ? 'next' : 'this';
  // 每年一季度末, 每年上半年: their last month.
  const quarter = cursor.take(/第?([1-4])季度/y);
  if (quarter) return { of, month: Number(quarter[1]) * 3 };
  const half = cursor.take(/([上下])半年(?:度)?/y);
  if (half) return { of, month: half[1] === '上' ? 6 : 12 };
  const match = cursor.take(/(\d{1,2})月(?:份)?(?:的)?/y);
  if (!match) return null;
  return { of, month: cursor.within(Number(match[1]), { from: 1, to: 12, start, what: bounded.month }) };
}

const WHOLE: Inside = { is: 'whole' };
const THIS: PeriodFrame = { of: 'this' };
const FIRST_WORKDAY: Count = { n: 1, unit: 'workday', direction: 1, firstDay: 'excluded' };
