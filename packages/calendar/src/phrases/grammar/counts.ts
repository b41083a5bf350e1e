import type { Count, CountUnit, When } from '../syntax.js';
import type { Cursor } from './cursor.js';

interface Amount {
  readonly n: number;
  readonly unit: CountUnit;
}

/** `15个工作日`, `半个月`, `24小时`, `一周`; 半个月 is fifteen days. */
export function amount(cursor: Cursor): Amount | null {
  const match =
    cursor.take(
      /(\d{1,4}|半)(?:个)?(工作日|工作天|小时|分钟|自然日|日历日|[日天]|星期|周|季度|月(?=内|以内|之内|后|前)|年(?![底初末度前后内])|年(?=内|以内))/y,
    ) ??
    cursor.take(/(\d{1,3}|半)个(月)/y) ??
    cursor.take(/(半)(年|月)/y);
  if (!match) return null;
  const half = match[1] === '半';
  const n = half ? 1 : Number(match[1]);
  switch (match[2]) {
    case '工作日':
    case '工作天':
      return half ? null : { n, unit: 'workday' };
    case '小时':
      return half ? { n: 30, unit: 'minute' } : { n, unit: 'hour' };
    case '分钟':
      return half ? null : { n, unit: 'minute' };
    case '星期':
    case '周':
      return half ? null : { n, unit: 'week' };
    case '季度':
      return half ? null : { n, unit: 'quarter' };
    case '月':
      return half ? { n: 15, unit: 'day' } : { n, unit: 'month' };
    case '年':
      return { n, unit: half ? 'half-year' : 'year' };
    default:
      return half ? null : { n, unit: 'day' };
  }
}

const WITHIN = /(?:之内|以内|内|之前|前|以前)/y;

/** Days counted from what stands before: `之日起15个工作日内`, `后7日内`, `后第3个工作日`, `前3个工作日`, `3日前`. */
export function counted(cursor: Cursor, from: When): When | null {
  return cursor.first<When>([
    (c) => after(c, from),
    (c) => before(c, from),
    (c) => daysBefore(c, from),
    (c) => direct(c, from),
  ]);
}

function after(cursor: Cursor, from: When): When | null {
  const anchor = cursor.take(
    /(?:的)?(?:季度?|月|半年度?|年度?|度)?(?:召开|结束|终了|届满|期满)?(?:(之日|当日|当天|次日|之时|日)?(起|开始|后|以后|之后)(?:开始)?)(?:算?)?(?:的)?,?/y,
  );
  if (!anchor) return null;
  const unclear = /起|开始/.test(anchor[2] ?? '') && anchor[1] !== '次日';
  if (cursor.take(/第?1天上班|上班第?1天|上班首日|首个工作日/y))
    return node(cursor, from, { n: 1, unit: 'workday', unclear: false });
  const ordinal = cursor.take(/第/y) !== null;
  const found = amount(cursor);
  if (!found) return null;
  const closed = cursor.take(WITHIN);
  if (!closed && !ordinal && found.unit !== 'day' && found.unit !== 'workday' && found.unit !== 'hour') return null;
  return node(cursor, from, { ...found, unclear });
}

function before(cursor: Cursor, from: When): When | null {
  if (from.is === 'in' && from.inside.is === 'whole') return null;
  if (!cursor.take(/(?:召开|开始)?前(?:第)?/y)) return null;
  const found = cursor.take(/(?:的)?(?:最后1个|首个|最后1)工作日/y)
    ? ({ n: 1, unit: 'workday' } as const)
    : amount(cursor);
  if (!found) return null;
  cursor.take(WITHIN);
  return node(cursor, from, { ...found, unclear: false, back: true });
}

function daysBefore(cursor: Cursor, from: When): When | null {
  if (from.is !== 'event' && from.is !== 'holiday') return null;
  cursor.take(/召开|开始/y);
  const found = amount(cursor);
  return found && cursor.take(/之?前/y) ? node(cursor, from, { ...found, unclear: false, back: true }) : null;
}

/** `事发1小时内` */
function direct(cursor: Cursor, from: When): When | null {
  if (from.is !== 'event') return null;
  const found = amount(cursor);
  return found && cursor.take(/之内|以内|内/y) ? node(cursor, from, { ...found, unclear: false }) : null;
}

/** `15个工作日内`, `限5日内`: nothing said about where the count starts. */
export function openCount(cursor: Cursor): When | null {
  const start = cursor.pos;
  // 9月内 is a month and 三季度内 a quarter; 9个月内 is a count.
  if (cursor.looksAt(/\d{1,2}(?:月|季度)/y)) return null;
  const limited = cursor.take(/限(?:期|时)?(?:在|于)?|(?:最长)?不(?:得)?超过/y);
  const found = amount(cursor);
  if (!found || !(cursor.take(/之内|以内|内/y) || limited)) return null;
  const count: Count = { ...found, direction: 1, firstDay: 'excluded' };
  return { is: 'open-count', count, start, end: cursor.pos };
}

/** `为期三个月`: a stretch whose first day is the day before it. */
export function lasting(cursor: Cursor, from: When): When | null {
  const count = duration(cursor);
  return count ? { is: 'count', from, count, start: from.start, end: cursor.pos } : null;
}

/** The length alone; behind a window it is checked against its end. */
export function duration(cursor: Cursor): Count | null {
  if (!cursor.take(/(?:起|开始)?,?\(?(?:为期|历时|用时|持续|利用|用)(?:时间)?/y)) return null;
  const found = amount(cursor);
  if (!found) return null;
  cursor.take(/(?:的)?时间/y);
  cursor.take(/\)/y);
  return { ...found, direction: 1, firstDay: 'included' };
}

interface Said extends Amount {
  readonly unclear: boolean;
  readonly back?: boolean;
}

function node(cursor: Cursor, from: When, { n, unit, unclear, back }: Said): When {
  const clocked = unit === 'hour' || unit === 'minute';
  const count: Count = { n, unit, direction: back ? -1 : 1, firstDay: unclear && !clocked ? 'unclear' : 'excluded' };
  return { is: 'count', from, count, start: from.start, end: cursor.pos };
}
