import type { LocalDate } from '@duban/base';
import { addDays, weekday } from '@duban/base/time';
import type { Festival } from '../../festivals.js';
import { monthOf, monthsFrom, yearOf } from '../../months.js';
import { periodAt } from '../../periods.js';
import type { Frame, When } from '../syntax.js';
import type { Flag, Need } from '../types.js';
import { flags, names } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { countFrom, day, eventSpot, isClocked, openCounts } from './counts.js';
import { baseDay, frameSpans } from './frames.js';
import { breakOf, unknownBreak } from './holidays.js';
import { type FrameSpan, within } from './inside.js';
import { type Found, missing, type Scene, type Spot, spot, textOf } from './scene.js';

/** The days a date, a count or an event stands for; what is not known yet comes back as missing, with what to ask for. */
export function spotsOf(when: When, scene: Scene): Choices<Found> {
  switch (when.is) {
    case 'in':
      return framedSpots(when, scene);
    case 'relative-day':
      return one(fromIssue(scene, textOf(when, scene), (issued) => day(addDays(issued, when.days))));
    case 'next-weekday':
      return one(fromIssue(scene, textOf(when, scene), (d) => day(addDays(d, (when.weekday - weekday(d) + 7) % 7))));
    case 'unsaid-day':
      return map(
        named<number>([
          [names.issueDay, 0],
          [names.nextDay, 1],
        ]),
        (days) => fromIssue(scene, textOf(when, scene) || names.issueDay, (issued) => day(addDays(issued, days))),
      );
    case 'weekend':
      return weekend(when.weeks, scene, textOf(when, scene));
    case 'holiday':
      return map(breakOf(when, scene), (b) =>
        b ? spot(b.from, b.to, { coarse: true }) : unknownBreak(textOf(when, scene)),
      );
    case 'new-year':
      return newYears(scene, textOf(when, scene));
    case 'event':
      return one(eventSpot(when.event, { text: textOf(when, scene), clocked: false }, scene));
    case 'twice':
      return twice(when, scene);
    case 'count':
      return countSpots(when, scene);
    case 'open-count':
      return openCounts(when, scene);
  }
}

function framedSpots(when: Extract<When, { is: 'in' }>, scene: Scene): Choices<Found> {
  const text = textOf(when, scene);
  return andThen(frameSpans(when.frame, scene), (frame) => {
    if (frame === null) return one<Found>(missing(yearless(when.frame, text)));
    if (when.inside.is === 'day' && bareDay(when.frame, when.inside.day, scene))
      return bareDays(frame, when.inside.day, { when, scene });
    return andThen<Spot, Found>(within(frame, when.inside, { scene, place: when }), (found) => {
      const period = when.inside.is === 'whole' ? periodOf(when.frame, frame) : undefined;
      return withWeekday(period ? { ...found, period } : found, when.weekday);
    });
  });
}

function periodOf(frame: Frame, { from }: FrameSpan) {
  if (frame.is === 'month' || frame.is === 'quarter' || frame.is === 'year') return periodAt(frame.is, from);
  return frame.is === 'half' ? periodAt('half-year', from) : undefined;
}

/** `本周五（8月25日）`: certain when both are the same day, else the two are offered. */
function twice(when: Extract<When, { is: 'twice' }>, scene: Scene): Choices<Found> {
  return andThen(spotsOf(when.second, scene), (second) =>
    andThen(spotsOf(when.first, scene), (first): Choices<Found> => {
      if (first.is === 'missing') return one(second);
      if (second.is === 'missing' || first.to === second.to) return one(first);
      const said = [textOf(when.first, scene), textOf(when.second, scene)] as const;
      const flag: Flag = { kind: 'weekday-conflict', text: flags.twice(said, [first.to, second.to]), date: first.to };
      return named<Found>(
        [
          [names.by(said[0]), { ...first, flags: [flag] }],
          [names.by(said[1]), { ...second, flags: [flag] }],
        ],
        'twice',
      );
    }),
  );
}

function yearless(frame: Frame, text: string): Need {
  return frame.is === 'week' || frame.is === 'xun' || ('at' in frame && frame.at.is === 'offset')
    ? { kind: 'issue-date', text }
    : { kind: 'year', text };
}

/** `15日` without a month, as the first date of the phrase. */
function bareDay(frame: Frame, dayOfMonth: number, scene: Scene): boolean {
  const { issued, period } = scene.context;
  if (frame.is !== 'month' || frame.at.is !== 'offset' || frame.at.by !== 0 || scene.previous || period) return false;
  return issued !== null && Number(issued.slice(8)) > dayOfMonth;
}

/** The 5th, in a notice of the 22nd: next month's rather than the one that is over. 本月5日 says which. */
function bareDays(frame: FrameSpan, n: number, where: { readonly when: When; readonly scene: Scene }): Choices<Found> {
  const { when, scene } = where;
  if (/^[本当]/.test(textOf(when, scene))) return within(frame, { is: 'day', day: n }, { scene, place: when });
  const next: FrameSpan = { is: 'month', ...monthsFrom(yearOf(frame.from), monthOf(frame.from) + 1) };
  const day = (of: FrameSpan) =>
    within(of, { is: 'day', day: n }, { scene, place: when })[0]?.value ?? spot(of.to, of.to);
  return named<Found>([
    [names.nextMonth, day(next)],
    [names.thisMonth, day(frame)],
  ]);
}

function withWeekday(found: Spot, said: number | undefined): Choices<Found> {
  if (said === undefined || weekday(found.to) === said) return one(found);
  const flag = { kind: 'weekday-conflict' as const, text: flags.weekday(found.to, said), date: found.to };
  const back = (weekday(found.to) - said + 7) % 7;
  const nearest = addDays(found.to, back <= 3 ? -back : 7 - back);
  return named([
    [names.byDate, { ...found, flags: [flag] }],
    [names.byWeekday, { ...spot(nearest, nearest), flags: [flag] }],
  ]);
}

function weekend(weeks: number, scene: Scene, text: string): Choices<Found> {
  const base = baseDay(scene);
  if (base === null) return one(missing({ kind: 'issue-date', text }));
  const { end } = periodAt('week', addDays(base, 7 * weeks));
  return named([
    [names.friday, day(addDays(end, -2))],
    [names.sunday, day(end)],
  ]);
}

function newYears(scene: Scene, text: string): Choices<Found> {
  return andThen(
    named<Festival>([
      [names.afterNewYear, '元旦'],
      [names.afterSpringFestival, '春节'],
    ]),
    (festival) =>
      map(breakOf({ is: 'holiday', festival, start: 0, end: 0 }, scene), (b) =>
        b ? spot(b.from, b.to, { coarse: true }) : unknownBreak(text),
      ),
  );
}

function fromIssue(scene: Scene, text: string, f: (issued: LocalDate) => Spot): Found {
  const { issued } = scene.context;
  return issued === null ? missing({ kind: 'issue-date', text }) : f(issued);
}

function countSpots(when: Extract<When, { is: 'count' }>, scene: Scene): Choices<Found> {
  const { from, count } = when;
  const clocked = isClocked(count);
  if (from.is === 'event')
    return countFrom(eventSpot(from.event, { text: textOf(from, scene), clocked }, scene), count, scene);
  return andThen(spotsOf(from, scene), (base) => {
    if (from.is === 'holiday' && base.is === 'spot' && count.direction === -1 && count.unit !== 'workday') {
      return andThen(breakOf(from, scene), (b) =>
        b ? countFrom(day(b.day), count, scene) : one(unknownBreak(textOf(from, scene))),
      );
    }
    return countFrom(base, count, scene);
  });
}
