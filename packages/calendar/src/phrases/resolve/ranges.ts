import type { LocalDate } from '@duban/base';
import { inverted } from '../errors.js';
import type { Range, When } from '../syntax.js';
import { dayWithWeekday, names, wanting } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { instantsOf } from './clocks.js';
import { lastDayBefore, type Piece, piece } from './piece.js';
import { type Found, monthOf, type Scene, yearOf } from './scene.js';
import { spotsOf, textOf } from './spots.js';

interface Ends {
  readonly from: Found;
  readonly to: Found;
}

/** `4月15日至5月15日`: both days count; the last is the due. Throws `phrase-inverted` where both years are written the wrong way round. */
export function rangePieces(range: Range, scene: Scene): Choices<Piece> {
  return andThen(endsOf(range, scene), ({ from, to }) => {
    const needs = [from, to].flatMap((e) => (e.is === 'missing' ? [e.need] : []));
    const start = from.is === 'spot' ? { from: from.from } : {};
    if (to.is === 'missing')
      return one(piece({ window: start, needs, how: [`${textOf(range, scene)} → 待定（${wanting(to.need)}）`] }));
    const window = { ...start, to: to.to };
    const flags = [...(from.is === 'spot' ? from.flags : []), ...to.flags];
    const days = `${from.is === 'spot' ? from.from : '待定'} 至 ${dayWithWeekday(to.to)}`;
    if (range.op === 'during' || range.op === 'as-of') {
      return one(piece({ scope: window, window, flags, needs, how: [`${textOf(range, scene)} → ${days}`] }));
    }
    return map(instantsOf(to.to, range.clock, { before: range.op === 'before', scene }), (moment) =>
      piece({
        window,
        needs,
        flags,
        how: [`${textOf(range, scene)} → ${days}`],
        dues: [
          {
            at: moment,
            date: range.clock ? lastDayBefore(moment) : to.to,
            inclusive: !range.excluded,
            label: range.label,
            text: '止期',
            clocked: range.clock !== undefined,
          },
        ],
      }),
    );
  });
}

function endsOf(range: Range, scene: Scene): Choices<Ends> {
  return andThen(spotsOf(range.from, scene), (from) => {
    if (from.is === 'missing') return map(spotsOf(range.to, scene), (to) => ({ from, to }));
    const previous = { year: yearOf(from.from), month: monthOf(from.from) };
    return andThen(spotsOf(range.to, { ...scene, previous }), (to) => {
      if (to.is === 'missing' || to.to >= from.from) return one<Ends>({ from, to });
      return turned(range, { from: from.from, to: to.to }, scene);
    });
  });
}

/** 11月至2月: without a year for its end, it ends in the next one, or began in the last. */
function turned(range: Range, days: { readonly from: LocalDate; readonly to: LocalDate }, scene: Scene): Choices<Ends> {
  if (range.to === range.from || range.to.is !== 'in' || written(range.to) || !numbered(range.to)) {
    throw inverted(scene.lexed, days.from, days.to);
  }
  const inYear = (when: When, year: number) => spotsOf(when, { ...scene, previous: { year, month: 1 } })[0]?.value;
  const year = yearOf(days.from);
  const from = inYear(range.from, year);
  const to = inYear(range.to, year + 1);
  if (!from || !to || to.is === 'missing' || to.to < days.from) throw inverted(scene.lexed, days.from, days.to);
  if (written(range.from)) return one({ from, to });
  const earlier = inYear(range.from, year - 1);
  const same = inYear(range.to, year);
  if (!earlier || !same) return one({ from, to });
  return named<Ends>([
    [names.crossesYear, { from, to }],
    [names.beganLastYear, { from: earlier, to: same }],
  ]);
}

/** `至5日` names no month that could lie in another year. */
function numbered(when: Extract<When, { is: 'in' }>): boolean {
  return 'at' in when.frame && when.frame.at.is === 'number';
}

/** Whether a date carries its own year. */
function written(when: When): boolean {
  return when.is === 'in' && 'year' in when.frame && when.frame.year !== undefined;
}
