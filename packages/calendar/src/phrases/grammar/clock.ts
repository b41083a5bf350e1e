import type { Clock, DayPart } from '../syntax.js';
import { bounded } from '../wording.js';
import type { Cursor } from './cursor.js';

const PARTS: Readonly<Record<string, DayPart>> = {
  凌晨: 'dawn',
  早上: 'morning',
  早晨: 'morning',
  清晨: 'morning',
  早: 'morning',
  晨: 'morning',
  上午: 'morning',
  中午: 'noon',
  正午: 'noon',
  午间: 'noon',
  下午: 'afternoon',
  午后: 'afternoon',
  傍晚: 'evening',
  晚上: 'evening',
  晚间: 'evening',
  夜间: 'evening',
  晚: 'evening',
  夜: 'evening',
};

/** `17:00`, `下午5点半`, `12时`, `24时`, `下班`, `上午`, `中午`: a time of day; refuses an hour that no clock shows. */
export function clock(cursor: Cursor): Clock | null {
  return cursor.first<Clock>([office, hour, part]);
}

function office(cursor: Cursor): Clock | null {
  const match = cursor.take(/(?:的)?(上午|下午|早上|早|晚上|晚)?(上班|下班|收班)(?:时间?)?(?!第)/y);
  if (!match) return null;
  const half = match[1] === undefined ? null : /上午|早/.test(match[1]) ? 'morning' : 'afternoon';
  const side = match[2] === '上班' ? 'open' : 'close';
  return { is: 'office', side, ...(half ? { half } : {}) };
}

function hour(cursor: Cursor): Clock | null {
  const start = cursor.pos;
  const match = cursor.take(
    /(?:的)?(?:北京时间)?(凌晨|早上|早晨|清晨|早|晨|上午|中午|正午|下午|午后|傍晚|晚上|晚间|晚|夜间)?(\d{1,2})(?:(:)(\d{1,2})(?::\d\d)?分?|(时|点)(?!段)(?:(\d{1,2})分?|(整|半|钟)(?:半|整)?)?)/y,
  );
  if (!match) return null;
  const [, said, hours, colon, minutes, word, more, tail] = match;
  const h = cursor.within(Number(hours), { from: 0, to: 24, start, what: bounded.hour });
  const m = cursor.within(tail === '半' ? 30 : Number(minutes ?? more ?? 0), {
    from: 0,
    to: h === 24 ? 0 : 59,
    start,
    what: bounded.minute,
  });
  const dayPart = said ? PARTS[said] : undefined;
  return { is: 'time', hour: h, minute: m, twelve: !colon && word === '点', ...(dayPart ? { part: dayPart } : {}) };
}

function part(cursor: Cursor): Clock | null {
  const said = cursor.take(/(?:的)?(上午|下午|中午|正午|晚上|晚间|晚|早上|早晨|早|晨|傍晚)/y)?.[1];
  const dayPart = said ? PARTS[said] : undefined;
  return dayPart ? { is: 'part', part: dayPart } : null;
}
