import type { Festival } from '../../festivals.js';
import type { When } from '../syntax.js';
import type { Cursor } from './cursor.js';
import { yearRef } from './frames.js';
import { weekdayOf } from './inside.js';

/** `今日`, `明天`, `后天`, `即日`; counted from the issue date. The hour of 今晚 or 明早 is left for the clock rule. */
export function relativeDay(cursor: Cursor): When | null {
  const start = cursor.pos;
  const match = cursor.take(
    /(今日|今天|当日|当天|本日|即日|今(?=晚|早|晨|上午|下午|夜))|(明日|明天|次日|翌日|第2[天日]|明(?=早|晚|晨|上午|下午))|(后日|后天|后(?=早|晚))/y,
  );
  return match ? { is: 'relative-day', days: match[1] ? 0 : match[2] ? 1 : 2, start, end: cursor.pos } : null;
}

/** `本周五`, `下周三`, `周五`, `本周内`, `周末`. */
export function weekDay(cursor: Cursor): When | null {
  const start = cursor.pos;
  const match = cursor.take(/(本|这个?|当|下下个?|下个?|次|上个?)?(?:周|星期|礼拜)(末|[1-6日天]|内|底)?(?![后期])/y);
  if (!match) return null;
  const [, which, day] = match;
  const by =
    which === undefined || /本|这|当/.test(which) ? 0 : which.startsWith('下下') ? 2 : which.startsWith('上') ? -1 : 1;
  const place = { start, end: cursor.pos };
  if (day === '末' || day === '底') return { is: 'weekend', weeks: by, ...place };
  if (which === undefined)
    return day && day !== '内' ? { is: 'next-weekday', weekday: weekdayOf(day), ...place } : null;
  if (!day || day === '内') return { is: 'in', frame: { is: 'week', by }, inside: { is: 'whole' }, ...place };
  return {
    is: 'in',
    frame: { is: 'week', by },
    inside: { is: 'nth', n: 1, unit: 'weekday', weekday: weekdayOf(day) },
    ...place,
  };
}

/** `旬末`, `本旬`: of the ten days that are running. */
export function runningXun(cursor: Cursor): When | null {
  const start = cursor.pos;
  const match = cursor.take(/本?旬(?:(末|底)|内)|本旬/y);
  if (!match) return null;
  return { is: 'in', frame: { is: 'xun' }, inside: { is: match[1] ? 'end' : 'whole' }, start, end: cursor.pos };
}

const FESTIVALS: readonly (readonly [RegExp, Festival])[] = [
  [/国庆节?/y, '国庆节'],
  [/十一节?/y, '国庆节'],
  [/中秋节?/y, '中秋节'],
  [/元宵节?/y, '元宵节'],
  [/春节/y, '春节'],
  [/除夕/y, '除夕'],
  [/元旦节?/y, '元旦'],
  [/(?:5\.1|五一)(?:国际)?(?:劳动节|节)?|(?:国际)?劳动节/y, '劳动节'],
  [/清明节?/y, '清明节'],
  [/端午节?/y, '端午节'],
];

/** `国庆节`, `2024年春节`, `中秋国庆假期`, `节前`: a festival, two of them, or the next one. */
export function holiday(cursor: Cursor): When | null {
  const start = cursor.pos;
  const year = yearRef(cursor);
  const festival = festivalOf(cursor);
  const also = festival ? festivalOf(cursor) : null;
  if (festival) cursor.take(/(?:小?长假|假期|放假|假)(?:结束)?/y);
  else if (year || !cursor.take(/(?:节日|假期|节)(?=前|后|期间|结束)(?:结束)?/y)) return null;
  return {
    is: 'holiday',
    festival,
    ...(also ? { also } : {}),
    ...(year ? { year } : {}),
    start,
    end: cursor.pos,
  };
}

function festivalOf(cursor: Cursor): Festival | null {
  return FESTIVALS.find(([pattern]) => cursor.take(pattern))?.[1] ?? null;
}

/** `年前`, `年后`: the calendar's new year or the lunar one. */
export function newYear(cursor: Cursor): When | null {
  const start = cursor.pos;
  return cursor.take(/年(?=前|后)/y) ? { is: 'new-year', start, end: cursor.pos } : null;
}
