import type { Inside } from '../syntax.js';
import { bounded } from '../wording.js';
import type { Cursor } from './cursor.js';

/** Days inside a month, quarter, half or year: `上旬`, `底`, `10日`, `第2个工作日`, `最后一个周五`, `前5个工作日`; null when none is named. */
export function insideOf(cursor: Cursor): Inside | null {
  return cursor.first<Inside>([xun, edge, nthWeekday, nthDay, firstDays, dayOfMonth]);
}

const XUN: Readonly<Record<string, readonly [number, number]>> = {
  上: [1, 1],
  中: [2, 2],
  下: [3, 3],
  上中: [1, 2],
  中下: [2, 3],
};

function xun(cursor: Cursor): Inside | null {
  const match = cursor.take(/(上中|上、中|中下|中、下|上|中|下)旬(末|底)?/y);
  const [first, last] = XUN[match?.[1]?.replace('、', '') ?? ''] ?? [];
  if (first === undefined || last === undefined) return null;
  return { is: 'xun', first, last, ...(match?.[2] ? { end: true } : {}) };
}

function edge(cursor: Cursor): Inside | null {
  if (cursor.take(/(?:的)?(?:(?:底|末)(?!月)|终(?!月|了|结))|(?:的)?最后1?[天日]|(?:的)?最末1[天日]/y))
    return { is: 'end' };
  if (cursor.take(/初/y)) return { is: 'start' };
  if (cursor.take(/中(?!旬|间|秋|午|、)/y)) return { is: 'middle' };
  if (cursor.take(/内|份内|以内|之内/y)) return { is: 'whole', said: true };
  return null;
}

function nthWeekday(cursor: Cursor): Inside | null {
  const match = cursor.take(/(?:的)?(?:第(\d)|(首|最后1?))个?(?:周|星期)([1-6日天])/y);
  if (!match) return null;
  return { is: 'nth', n: ordinal(match[1], match[2]), unit: 'weekday', weekday: weekdayOf(match[3]) };
}

function nthDay(cursor: Cursor): Inside | null {
  const match = cursor.take(/(?:的)?(?:第(\d{1,2})|(首|最后1?))个?(工作日|[日天])/y);
  if (!match) return null;
  return { is: 'nth', n: ordinal(match[1], match[2]), unit: match[3] === '工作日' ? 'workday' : 'day' };
}

function firstDays(cursor: Cursor): Inside | null {
  const match =
    cursor.take(/(?:的)?(?:头|前)(\d{1,2})个?(工作日|[日天])/y) ??
    // `次月5个工作日内`: of that month, not of the notice's date.
    cursor.take(/(?:的)?(\d{1,2})个?(工作日)(?=内|以内|之内)/y);
  if (!match) return null;
  return { is: 'first', n: Number(match[1]), unit: match[2] === '工作日' ? 'workday' : 'day' };
}

function dayOfMonth(cursor: Cursor): Inside | null {
  const start = cursor.pos;
  // `10月8-15日`, `每月5、20日`: the first number borrows the 日 of the last.
  const match =
    cursor.take(/(?:的)?(\d{1,2})(?:日|号)/y) ?? cursor.take(/(?:的)?(\d{1,2})(?=(?:[-~至到、和及]\d{1,2})+[日号])/y);
  if (!match) return null;
  return { is: 'day', day: cursor.within(Number(match[1]), { from: 1, to: 31, start, what: bounded.day }) };
}

function ordinal(n: string | undefined, word: string | undefined): number {
  return n === undefined ? (word === '首' ? 1 : -1) : Number(n);
}

/** Monday = 1 … Sunday = 7, from `1`–`6`, `日` or `天`. */
export function weekdayOf(text: string | undefined): number {
  return text === '日' || text === '天' || text === undefined ? 7 : Number(text);
}
