import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import type { Point } from '../syntax.js';
import { clauses, names, wanting } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { instantsOf } from './clocks.js';
import { meant } from './meant.js';
import { lastDayBefore, type Piece, piece } from './piece.js';
import { type Scene, type Spot, textOf } from './scene.js';

/** One date with the word after it: a due, a beginning, days under review, or the end of the data. */
export function pointPieces(point: Point, scene: Scene): Choices<Piece> {
  return andThen(meant(point.when, point.op, scene), (found) => {
    if (found.is === 'missing')
      return one(piece({ needs: [found.need], how: [clauses.waiting(textOf(point, scene), wanting(found.need))] }));
    return pieces(found, point, scene);
  });
}

function pieces(found: Spot, point: Point, scene: Scene): Choices<Piece> {
  const text = textOf(point, scene);
  const says = (what: string) => [`${text} → ${what}`];
  const labelled = point.label ? { label: point.label } : {};
  switch (point.op) {
    case 'from':
      return one(
        piece({
          window: { from: found.from },
          effects: [{ from: found.from, ...labelled }],
          flags: found.flags,
          how: says(clauses.begins(found.from)),
        }),
      );
    case 'after':
      return afters(found, point, scene);
    case 'since':
      return one(piece({ scope: { from: found.from }, flags: found.flags, how: says(clauses.reviewed(found.from)) }));
    case 'during':
      return one(
        piece({
          scope: { from: found.from, to: found.to },
          window: { from: found.from, to: found.to },
          flags: found.flags,
          how: says(clauses.span(found.from, found.to)),
        }),
      );
    case 'around':
      return map(
        named<boolean>([
          [names.theDayItself, true],
          [names.askTheIssuer, false],
        ]),
        (firm) =>
          piece({
            dues: firm ? firmDues(found, point, scene) : [],
            flags: found.flags,
            how: firm ? [] : says(clauses.unsure),
          }),
      );
    case 'as-of':
      return one(piece({ dataAsOf: found.to, flags: found.flags, how: says(clauses.dataTo(found.to)) }));
    case 'cut':
      return andThen(
        named<boolean>([
          [names.cutoffOfFiling, true],
          [names.cutoffOfData, false],
        ]),
        (filing) => (filing ? dues(found, point, scene) : pieces(found, { ...point, op: 'as-of' }, scene)),
      );
    default:
      return dues(found, point, scene);
  }
}

function afters(found: Spot, point: Point, scene: Scene): Choices<Piece> {
  const next = addDays(found.to, 1);
  const text = textOf(point, scene);
  const start = (from: typeof next) =>
    piece({
      window: { from },
      effects: [{ from }],
      flags: found.flags,
      how: [`${text} → ${clauses.openEnd(from)}`],
    });
  // 「12月10日以后」: lawyers count the day in, offices mostly do not. After a month, a holiday or an event there is nothing to count in.
  if (found.coarse || point.when.is === 'event' || point.when.is === 'holiday') return one(start(next));
  return named([
    [names.sinceNextDay, start(next)],
    [names.sinceDay, start(found.to)],
  ]);
}

function firmDues(found: Spot, point: Point, scene: Scene) {
  return dues(found, { ...point, op: 'by' }, scene)[0]?.value.dues ?? [];
}

function dues(found: Spot, point: Point, scene: Scene): Choices<Piece> {
  // 12月10日前（不含当日） ends the day before.
  const out = point.excluded && !point.clock;
  return timed(out ? { ...found, to: addDays(found.to, -1) } : found, point, scene);
}

function timed(found: Spot, point: Point, scene: Scene): Choices<Piece> {
  const before = point.op === 'before';
  const instants =
    found.at !== undefined && !point.clock ? one(found.at) : instantsOf(found.to, point.clock, { before, scene });
  return map(instants, (moment) => {
    const span = windowOf(found, point);
    return piece({
      dues: [
        {
          at: moment,
          date: point.clock || found.at !== undefined ? lastDayBefore(moment) : found.to,
          inclusive: !point.excluded,
          label: point.label,
          text: textOf(point, scene),
          clocked: point.clock !== undefined,
          ...(found.period && point.when.is === 'count' ? { period: found.period } : {}),
          ...(found.at !== undefined ? { fixed: true } : {}),
          ...(found.how ? { lead: `${found.how} → ` } : {}),
        },
      ],
      ...(span ? { window: span } : {}),
      flags: found.flags,
    });
  });
}

/** Several days named at once are a window; the days of a count are not, unless it says how long something lasts (为期). */
function windowOf(found: Spot, { op, when }: Point): { from?: LocalDate; to: LocalDate } | undefined {
  if (op === 'until') return { to: found.to };
  if (when.is === 'open-count' || (when.is === 'count' && when.count.firstDay !== 'included')) return undefined;
  return found.from < found.to ? { from: found.from, to: found.to } : undefined;
}
