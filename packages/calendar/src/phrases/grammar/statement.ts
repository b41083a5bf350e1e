import { unreadable } from '../errors.js';
import { rawSlice } from '../lexer.js';
import type { Clock, Op, Statement, When } from '../syntax.js';
import { clock } from './clock.js';
import { counted, duration, lasting, openCount } from './counts.js';
import type { Cursor } from './cursor.js';
import { holiday, newYear, relativeDay, runningXun, weekDay } from './days.js';
import { event } from './events.js';
import { framed, numericDate } from './frames.js';
import { recurrence } from './recurrences.js';

/** One date, window, recurrence or inherited due, with the word that says what it is. */
export function statement(cursor: Cursor): Statement | null {
  return cursor.first<Statement>([inherited, every, dated]);
}

function inherited(cursor: Cursor): Statement | null {
  const start = cursor.pos;
  const match = cursor.take(
    /(?:随同?|与|连同|同)([^,;。、()]{1,20}?)(?:一并|一起|一同|同时|同步|合并)(?:报送|上报|报|提交|寄送)?/y,
  );
  // 与自查报告于9月10日前一并报送: the date is this report's own.
  if (!match || /\d日|前|底|内$/.test(match[1] ?? '')) return null;
  const from = start + match[0].indexOf(match[1] ?? '');
  return { is: 'with', name: rawSlice(cursor.lexed, from, from + (match[1]?.length ?? 0)), start, end: cursor.pos };
}

function every(cursor: Cursor): Statement | null {
  const start = cursor.pos;
  const rule = recurrence(cursor);
  if (!rule) return null;
  const words = cursor.pos;
  const tail = tailOf(cursor, null);
  // 每月10日后, 每周五左右: no due follows from it.
  if (tail.op !== null && tail.op !== 'before' && tail.op !== 'by') throw unreadable(cursor.lexed, words);
  return { is: 'every', ...rule, ...tail, label: '', start, end: cursor.pos };
}

function dated(cursor: Cursor): Statement | null {
  const start = cursor.pos;
  const lead = leadOf(cursor);
  const when = cursor.first<When>([openCount, when1, hourAlone]);
  if (!when) return null;
  const range = cursor.try(rangeTo);
  const tail = tailOf(cursor, lead);
  const lasts = range ? cursor.try(duration) : null;
  const place = { label: '', start, end: cursor.pos };
  if (range)
    return {
      is: 'range',
      from: when,
      to: range.to ?? when,
      ...tail,
      ...(range.clock ? { clock: range.clock } : {}),
      ...(lasts ? { lasts } : {}),
      ...place,
    };
  return { is: 'point', when, ...tail, ...place };
}

/** What the words in front make of the date. */
function leadOf(cursor: Cursor): Op | null {
  if (
    cursor.take(
      /(?:数据|统计数据|统计|情况|资料|报表)(?:统计)?(?:的)?(?:时间|日期|时点)?(?:均)?(?:截至|截止)(?:时间|日期)?(?:到|至|于)?(?:为|是|:)?/y,
    )
  )
    return 'as-of';
  if (cursor.take(/(?:报名|报送|上报|提交|填报|反馈|办理|完成)?(?:的)?截止(?:时间|日期|期限)(?:为|是|:)?/y))
    return 'until';
  if (cursor.take(/截至(?:到)?/y)) return 'as-of';
  if (cursor.take(/截止(?:到|至|于)?/y)) return 'cut';
  if (
    cursor.take(
      // No 专项整治 beside its two halves: read in two ways, each more of it would double the time.
      /(?:专项|整治|行动|时间|期限|时限|有效期|执行)*(?:延长|延期|延续|持续|推迟|顺延|调整|提前|展期|延|有效期|执行|实施)(?:至|到|为)/y,
    )
  )
    return 'until';
  return null;
}

function when1(cursor: Cursor): When | null {
  const from = cursor.try(namedDay);
  if (!from) return null;
  const twice = cursor.try((c) => saidTwice(c, from)) ?? from;
  return cursor.try((c) => lasting(c, twice)) ?? cursor.try((c) => counted(c, twice)) ?? twice;
}

/** The end of a window: what lasts (为期) is the window, not its end. */
function endDay(cursor: Cursor): When | null {
  const day = cursor.try(namedDay);
  return day && (cursor.try((c) => counted(c, day)) ?? day);
}

function namedDay(cursor: Cursor): When | null {
  return cursor.first<When>([numericDate, newYear, relativeDay, holiday, weekDay, runningXun, event, framed]);
}

/** `今日（8月22日）`, `8月25日（本周五）`: the same day once more, in brackets. */
function saidTwice(cursor: Cursor, first: When): When | null {
  if (!oneDay(first) || !cursor.take(/\(/y)) return null;
  const second = namedDay(cursor);
  if (!second || !oneDay(second) || !cursor.take(/\)/y)) return null;
  return { is: 'twice', first, second, start: first.start, end: cursor.pos };
}

function oneDay(when: When): boolean {
  return (
    when.is === 'relative-day' ||
    when.is === 'next-weekday' ||
    (when.is === 'in' && (when.inside.is === 'day' || when.inside.is === 'nth'))
  );
}

/** `下班前报送`, `17:00前`: the day is not said; 上午 by itself is no deadline. */
function hourAlone(cursor: Cursor): When | null {
  const start = cursor.pos;
  const time = cursor.try(clock);
  const deadline = time !== null && time.is !== 'part' && cursor.looksAt(/前|之前|以前/y);
  cursor.pos = start;
  return deadline ? { is: 'unsaid-day', start, end: start } : null;
}

interface RangeEnd {
  readonly to?: When;
  readonly clock?: Clock;
}

function rangeTo(cursor: Cursor): RangeEnd | null {
  const first = cursor.try(clock);
  if (!cursor.take(/(?:之日)?(?:起|开始)?,?(?:[-~]|(?:至|到)(?!今))(?:于)?/y)) return null;
  if (first) {
    const last = cursor.try(clock);
    if (last) return { clock: last };
  }
  const to = endDay(cursor);
  return to ? { to } : null;
}

interface Tail {
  readonly op: Op | null;
  readonly clock?: Clock;
  readonly excluded?: boolean;
}

const EXCLUDED = /\(?,?不(?:含|包括|包含)(?:当日|当天|本日|本数|(?:\d{1,2}月)?\d{1,2}日)?\)?/y;
const INCLUDED = /\(?,?(?:含|包括|包含)(?:当日|当天|本日|(?:\d{1,2}月)?\d{1,2}日)\)?|\((?:含|包括|包含)\)/y;

function tailOf(cursor: Cursor, lead: Op | null): Tail {
  let excluded = cursor.take(EXCLUDED) !== null;
  if (!excluded) cursor.take(INCLUDED);
  const time = cursor.try(clock);
  const said = opOf(cursor);
  // 截至12月10日前, 延长至12月31日止: the words in front decide.
  const op = lead ?? said;
  excluded = cursor.take(EXCLUDED) !== null || excluded;
  if (!excluded) cursor.take(INCLUDED);
  return { op, ...(time ? { clock: time } : {}), ...(excluded ? { excluded } : {}) };
}

const OPS: readonly (readonly [RegExp, Op])[] = [
  [/左右|前后|上下/y, 'around'],
  [/(?:及)?(?:之前|以前|前)/y, 'before'],
  [/以来|至今/y, 'since'],
  [/(?:之日)?(?:起|开始|始)/y, 'from'],
  [/期间/y, 'during'],
  [/(?:及)?(?:之后|以后|后)/y, 'after'],
  [/止|为止|截止/y, 'until'],
  [/之内|以内|之中|内|(?:当日|当天)(?:之?内)?/y, 'by'],
];

function opOf(cursor: Cursor): Op | null {
  return OPS.find(([pattern]) => cursor.take(pattern))?.[1] ?? null;
}
