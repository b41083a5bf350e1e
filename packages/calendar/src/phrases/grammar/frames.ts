import type { Frame, Inside, Ordinal, When, YearRef } from '../syntax.js';
import { bounded } from '../wording.js';
import type { Cursor } from './cursor.js';
import { insideOf, weekdayOf } from './inside.js';

/** `2023年12月10日`, `次年二月`, `本月底`, `三季度末月25日`, `上半年`, `年底`: days inside a named month, quarter, half or year. */
export function framed(cursor: Cursor): When | null {
  const start = cursor.pos;
  const year = yearRef(cursor);
  const found = cursor.first<readonly [Frame, Inside]>([
    (c) => month(c, year),
    (c) => quarter(c, year),
    (c) => half(c, year),
    (c) => wholeYear(c, year),
    (c) => dayAlone(c, year),
  ]);
  if (!found) return null;
  const [frame, inside] = found;
  const weekday = inside.is === 'day' ? cursor.take(/\(?(?:星期|周)([1-6日天])\)?/y) : null;
  return { is: 'in', frame, inside, ...(weekday ? { weekday: weekdayOf(weekday[1]) } : {}), start, end: cursor.pos };
}

/** `2023-12-10`, `2023.12.10`, `20231210`, `12.10`. */
export function numericDate(cursor: Cursor): When | null {
  const start = cursor.pos;
  const full =
    cursor.take(/(\d{4})([-./])(\d{1,2})\2(\d{2}(?=T?\d{1,2}:)|\d{1,2}(?!\d))日?T?/y) ??
    cursor.take(/(20\d\d)()(\d\d)(\d\d)(?!\d|年|月)/y);
  const short = full ? null : cursor.take(/()()(\d{1,2})[./](\d{1,2})(?=前|以前|之前|\(|日|[-~至到]\d|$|[,、;)])日?/y);
  const match = full ?? short;
  if (!match) return null;
  const n = cursor.within(Number(match[3]), { from: 1, to: 12, start, what: bounded.month });
  const day = cursor.within(Number(match[4]), { from: 1, to: 31, start, what: bounded.day });
  const year: YearRef | undefined = full ? { is: 'number', year: Number(full[1]) } : undefined;
  const weekday = cursor.take(/\((?:星期|周)([1-6日天])\)/y);
  return {
    is: 'in',
    frame: { is: 'month', ...withYear(year), at: { is: 'number', n } },
    inside: { is: 'day', day },
    ...(weekday ? { weekday: weekdayOf(weekday[1]) } : {}),
    start,
    end: cursor.pos,
  };
}

export function yearRef(cursor: Cursor): YearRef | undefined {
  const full = cursor.take(/(\d{4})年(?:度)?/y);
  if (full) return { is: 'number', year: Number(full[1]) };
  const short = cursor.take(/(\d{2})年(?=度|底|末|\d|上|下|第)度?/y);
  if (short) return { is: 'number', year: 2000 + Number(short[1]) };
  if (cursor.take(/(?:今年|本年|当年)度?/y)) return { is: 'offset', years: 0 };
  if (cursor.take(/(?:明年|来年|下1?年)度?/y)) return { is: 'offset', years: 1 };
  if (cursor.take(/(?:去年|上1?年)度?/y)) return { is: 'offset', years: -1 };
  if (cursor.take(/次年|翌年|第2年/y)) return { is: 'next' };
  if (cursor.take(/同年/y)) return { is: 'same' };
  return undefined;
}

function month(cursor: Cursor, year: YearRef | undefined): readonly [Frame, Inside] | null {
  const start = cursor.pos;
  const named =
    cursor.take(/(\d{1,2})月(?:份)?/y) ??
    // `4-5月`, `3、6、9月底`: the first numbers borrow the 月 of the last.
    cursor.take(/(\d{1,2})(?=(?:[-~至到、和及]\d{1,2})*[-~至到、和及]\d{1,2}月)/y);
  const at: Ordinal | null = named
    ? { is: 'number', n: cursor.within(Number(named[1]), { from: 1, to: 12, start, what: bounded.month }) }
    : (current(cursor, /(本|当|这个?|下个?|次|翌|上个?)月(?:份)?/y) ?? bare(cursor, /月(?=底|末|初|中|内|[上下]旬)/y));
  return at ? [{ is: 'month', ...withYear(year), at }, insideOf(cursor) ?? WHOLE] : null;
}

function quarter(cursor: Cursor, year: YearRef | undefined): readonly [Frame, Inside] | null {
  const first = cursor.take(/前([23])个?季度?/y);
  if (first) return [{ is: 'quarters', ...withYear(year), count: Number(first[1]) }, insideOf(cursor) ?? WHOLE];
  const named =
    cursor.take(/第?([1-4])个?季度?/y) ??
    cursor.take(/第?([1-4])(?=(?:[-~至到、和及]第?[1-4])*[-~至到、和及]第?[1-4]季度?)/y);
  const at: Ordinal | null = named
    ? { is: 'number', n: Number(named[1]) }
    : (current(cursor, /(本|当|这个?|下个?|次|上个?)季度?/y) ?? bare(cursor, /季度?(?=底|末|初|内)/y));
  if (!at) return null;
  const inQuarter = monthOfUnit(cursor);
  const frame: Frame =
    inQuarter === null
      ? { is: 'quarter', ...withYear(year), at }
      : { is: 'quarter-month', ...withYear(year), at, month: inQuarter };
  return [frame, insideOf(cursor) ?? WHOLE];
}

/** `首月`, `第二个月`, `末月` of a quarter: 1, 2, 3. */
export function monthOfUnit(cursor: Cursor): number | null {
  const match = cursor.take(/(?:的)?(?:(首)|(末|最后1?个)|第([123])个)(?:个)?月/y);
  if (!match) return null;
  return match[1] ? 1 : match[2] ? 3 : Number(match[3]);
}

function half(cursor: Cursor, year: YearRef | undefined): readonly [Frame, Inside] | null {
  const named = cursor.take(/([上下])半年(?:度)?/y);
  const at: Ordinal | null = named
    ? { is: 'number', n: named[1] === '上' ? 1 : 2 }
    : bare(cursor, /半年(?:度)?(?=底|末)/y);
  return at ? [{ is: 'half', ...withYear(year), at }, insideOf(cursor) ?? WHOLE] : null;
}

function wholeYear(cursor: Cursor, year: YearRef | undefined): readonly [Frame, Inside] | null {
  if (year) {
    const inside = cursor.take(/年(?=底|末|终|初|中|内)/y) ? insideOf(cursor) : (insideOf(cursor) ?? WHOLE);
    // `2023年10日` names no month.
    return inside && inside.is !== 'day' && inside.is !== 'xun' ? [{ is: 'year', year }, inside] : null;
  }
  if (cursor.take(/岁末/y)) return [{ is: 'year' }, { is: 'end' }];
  if (cursor.take(/全年/y)) return [{ is: 'year' }, WHOLE];
  if (!cursor.take(/(?:年度?|年)(?=底|末|终|初|中(?!秋)|内)/y)) return null;
  const inside = insideOf(cursor);
  return inside ? [{ is: 'year' }, inside] : null;
}

/** `15日`: a day of the month named before it, else of the current one. */
function dayAlone(cursor: Cursor, year: YearRef | undefined): readonly [Frame, Inside] | null {
  if (year || !cursor.looksAt(/\d{1,2}(?:[日号](?!内|以内|之内)|(?:[-~至到、和及]\d{1,2})+[日号](?!内|以内|之内))/y))
    return null;
  const inside = insideOf(cursor);
  return inside?.is === 'day' ? [{ is: 'month', at: { is: 'offset', by: 0 } }, inside] : null;
}

function current(cursor: Cursor, pattern: RegExp): Ordinal | null {
  const word = cursor.take(pattern)?.[1];
  if (word === undefined) return null;
  return { is: 'offset', by: /下|次|翌/.test(word) ? 1 : word.startsWith('上') ? -1 : 0 };
}

function bare(cursor: Cursor, pattern: RegExp): Ordinal | null {
  return cursor.take(pattern) ? { is: 'offset', by: 0 } : null;
}

function withYear(year: YearRef | undefined): { readonly year?: YearRef } {
  return year ? { year } : {};
}

const WHOLE: Inside = { is: 'whole' };
