import { addDays } from '@duban/base/time';
import { monthOf, yearOf } from '../../months.js';
import { inverted } from '../errors.js';
import type { Range, When } from '../syntax.js';
import { clauses, dayWithWeekday, names, wanting } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { instantsOf } from './clocks.js';
import { countedDay } from './counting.js';
import { meant } from './meant.js';
import { lastDayBefore, type Piece, piece } from './piece.js';
import { type Found, type Scene, type Spot, spot, textOf } from './scene.js';
import { spotsOf } from './spots.js';

interface Ends {
  readonly from: Found;
  readonly to: Found;
}

/** `4月15日至5月15日`: both days count; the last is the due. Throws `phrase-inverted` where both years are written the wrong way round. */
export function rangePieces(range: Range, scene: Scene): Choices<Piece> {
  return andThen(agreed(range, scene), ({ from, to }) => {
    const needs = [from, to].flatMap((e) => (e.is === 'missing' ? [e.need] : []));
    const start = from.is === 'spot' ? { from: from.from } : {};
    if (to.is === 'missing')
      return one(piece({ window: start, needs, how: [clauses.waiting(textOf(range, scene), wanting(to.need))] }));
    const last = range.excluded && !range.clock && to.to > (start.from ?? '') ? addDays(to.to, -1) : to.to;
    const window = { ...start, to: last };
    const flags = [...(from.is === 'spot' ? from.flags : []), ...to.flags];
    const begins = clauses.since(from.is === 'spot' ? from.from : null);
    const days = `${begins}${dayWithWeekday(last)}`;
    if (range.op === 'during' || range.op === 'as-of') {
      return one(piece({ scope: window, window, flags, needs, how: [`${textOf(range, scene)} → ${days}`] }));
    }
    return map(instantsOf(last, range.clock, { before: range.op === 'before', scene }), (moment) =>
      piece({
        window,
        needs,
        flags,
        dues: [
          {
            at: moment,
            date: range.clock ? lastDayBefore(moment) : last,
            inclusive: !range.excluded,
            label: range.label,
            text: textOf(range, scene),
            lead: begins,
            clocked: range.clock !== undefined,
          },
        ],
      }),
    );
  });
}

/** A length that does not fit the end: one of the two is a slip of the pen. */
function agreed(range: Range, scene: Scene): Choices<Ends> {
  return andThen(endsOf(range, scene), (ends): Choices<Ends> => {
    const { from, to } = ends;
    if (!range.lasts || from.is === 'missing' || to.is === 'missing') return one(ends);
    const byLength = countedDay(from.from, range.lasts, scene)[0]?.value ?? to.to;
    if (byLength === to.to) return one(ends);
    return named<Ends>([
      [names.byEnd, ends],
      [names.byLength, { from, to: spot(byLength, byLength) }],
    ]);
  });
}

function endsOf(range: Range, scene: Scene): Choices<Ends> {
  return andThen(spotsOf(range.from, scene), (from) => {
    if (from.is === 'missing') return map(spotsOf(range.to, scene), (to) => ({ from, to }));
    const previous = { year: yearOf(from.from), month: monthOf(from.from) };
    return andThen(spotsOf(range.to, { ...scene, previous }), (to) => {
      if (to.is === 'spot' && to.to < from.from) return turned(range, { from, to }, scene);
      const lasts = range.op === 'before' ? meant(range.to, 'before', { ...scene, previous }) : one(to);
      // 9月至9月前: the reading that ends before it begins is none.
      const possible = lasts.filter(({ value }) => value.is === 'missing' || value.to >= from.from);
      if (possible.length === 0)
        throw inverted(scene.lexed, from.from, lasts[0]?.value.is === 'spot' ? lasts[0].value.to : from.from);
      return map(possible, (last) => ({ from, to: last }));
    });
  });
}

/** 11月至2月: without a year for its end, it ends in the next one, or began in the last. */
function turned(range: Range, days: { readonly from: Spot; readonly to: Spot }, scene: Scene): Choices<Ends> {
  const refused = inverted(scene.lexed, days.from.from, days.to.to);
  if (!floating(range.to)) throw refused;
  const inYear = (when: When, year: number) => spotsOf(when, { ...scene, previous: { year, month: 1 } })[0]?.value;
  const year = yearOf(days.from.from);
  const to = inYear(range.to, year + 1);
  if (!to || to.is === 'missing' || to.to < days.from.from) throw refused;
  const ahead: Ends = { from: days.from, to };
  if (!floating(range.from)) return one(ahead);
  const earlier = inYear(range.from, year - 1);
  const same = inYear(range.to, year);
  if (!earlier || earlier.is === 'missing' || !same || same.is === 'missing' || same.to < earlier.from)
    return one(ahead);
  return named<Ends>([
    [names.crossesYear, ahead],
    [names.beganLastYear, { from: earlier, to: same }],
  ]);
}

/** A month, quarter or half by its number and without a year: it could lie in another one. `至5日`, `至次月` could not. */
function floating(when: When): boolean {
  if (when.is !== 'in' || !('at' in when.frame)) return false;
  return when.frame.at.is === 'number' && when.frame.year === undefined;
}
