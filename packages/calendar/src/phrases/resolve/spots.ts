import { instant, type LocalDate } from '@duban/base';
import { addDays, at, dateOf, weekday } from '@duban/base/time';
import type { Festival } from '../../festivals.js';
import { rawSlice } from '../lexer.js';
import type { Count, Frame, When } from '../syntax.js';
import type { EventKind, Need } from '../types.js';
import { dayWithWeekday, flags, names } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { countedDay } from './counting.js';
import { breakOf, unknownBreak } from './holidays.js';
import { type FrameSpan, within } from './inside.js';
import { periodAt } from './periods.js';
import { type Found, missing, monthOf, monthsFrom, type Scene, type Spot, spot, yearOf } from './scene.js';
import { yearsOf } from './years.js';

/** The days a date, a count or an event stands for; what is not known yet comes back as missing, with what to ask for. */
export function spotsOf(when: When, scene: Scene): Choices<Found> {
  switch (when.is) {
    case 'in':
      return framedSpots(when, scene);
    case 'relative-day':
      return one(fromIssue(scene, textOf(when, scene), (issued) => day(addDays(issued, when.days))));
    case 'next-weekday':
      return one(fromIssue(scene, textOf(when, scene), (d) => day(addDays(d, (when.weekday - weekday(d) + 7) % 7))));
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
    case 'count':
      return countSpots(when, scene);
    case 'open-count':
      return openCounts(when, scene);
  }
}

/** `15个工作日内`: from the notice's date, or from the day it arrived. */
function openCounts(when: Extract<When, { is: 'open-count' }>, scene: Scene): Choices<Found> {
  const asked = { text: textOf(when, scene), clocked: isClocked(when.count) };
  const starts = named<EventKind>([
    [names.fromIssue, 'issue'],
    [names.fromReceipt, 'receipt'],
  ]);
  return andThen(starts, (event) => countFrom(eventSpot(event, asked, scene), when.count, scene));
}

export function textOf(place: { readonly start: number; readonly end: number }, scene: Scene): string {
  return rawSlice(scene.lexed, place.start, place.end);
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

/** The day 本月, 下周 … are counted from: the period asked for, the date before, or the issue date. */
function baseDay(scene: Scene): LocalDate | null {
  return scene.context.period?.end ?? scene.context.issued;
}

export function frameSpans(frame: Frame, scene: Scene): Choices<FrameSpan | null> {
  if (frame.is === 'week' || frame.is === 'xun') {
    const base = baseDay(scene);
    if (base === null) return one(null);
    const unit = frame.is;
    const period = periodAt(unit, frame.is === 'week' ? addDays(base, 7 * frame.by) : base);
    return one({ is: unit, from: period.start, to: period.end });
  }
  if (frame.is === 'year') {
    return map(
      yearsOf(frame.year, scene, (y) => monthsFrom(y, 1, 12).to),
      (y) => (y === null ? null : { is: 'year' as const, ...monthsFrom(y, 1, 12) }),
    );
  }
  if (frame.is === 'quarters') {
    return map(
      yearsOf(frame.year, scene, () => null),
      (y) => (y === null ? null : { is: 'quarters' as const, ...monthsFrom(y, 1, frame.count * 3) }),
    );
  }
  const months = frame.is === 'month' ? 1 : frame.is === 'half' ? 6 : 3;
  const whole = { month: 'month', quarter: 'quarter', half: 'half-year', 'quarter-month': 'quarter' } as const;
  return map(
    frame.at.is === 'offset' ? counted(frame.at.by, months, scene) : numbered(frame, frame.at.n, { months, scene }),
    (span) => {
      if (span === null) return null;
      if (frame.is !== 'quarter-month') return { is: whole[frame.is], ...span };
      return { is: 'month' as const, ...monthsFrom(yearOf(span.from), monthOf(span.from) + frame.month - 1) };
    },
  );
}

interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

function counted(by: number, months: number, scene: Scene): Choices<Days | null> {
  const { previous } = scene;
  const base = previous ? monthsFrom(previous.year, previous.month).from : baseDay(scene);
  if (base === null) return one(null);
  const first = monthOf(base) - ((monthOf(base) - 1) % months);
  return one(monthsFrom(yearOf(base), first + by * months, months));
}

function numbered(
  frame: Exclude<Frame, { is: 'week' | 'xun' | 'year' | 'quarters' }>,
  n: number,
  { months, scene }: { readonly months: number; readonly scene: Scene },
): Choices<Days | null> {
  const inYear = (year: number) => monthsFrom(year, (n - 1) * months + 1, months);
  return map(
    yearsOf(frame.year, scene, (year) => inYear(year).to),
    (year) => (year === null ? null : inYear(year)),
  );
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
      ['元旦', '元旦'],
      ['春节', '春节'],
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

interface Asked {
  readonly text: string;
  /** Whether hours are counted from it, so that the day alone is not enough. */
  readonly clocked: boolean;
}

/** When an event happened, as far as the context tells. */
export function eventSpot(event: EventKind, { text, clocked }: Asked, scene: Scene): Found {
  const known = scene.context.events?.[event] ?? (event === 'issue' ? scene.context.issued : null);
  if (known === null || known === undefined) {
    return missing(event === 'issue' ? { kind: 'issue-date', text } : { kind: 'event', event, text });
  }
  if (typeof known === 'number') return spot(dateOf(known), dateOf(known), { at: known });
  return clocked ? missing({ kind: 'hour', event, text }) : day(known);
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

function countFrom(base: Found, count: Count, scene: Scene): Choices<Found> {
  if (base.is === 'missing') return one(base);
  const { period, flags: kept } = base;
  if (isClocked(count)) {
    const start = base.at ?? at(base.to, '00:00');
    const end = instant(start + count.direction * count.n * (count.unit === 'hour' ? 3_600_000 : 60_000));
    return one(spot(dateOf(end), dateOf(end), { at: end }));
  }
  // 之日起 and 前 count from the first of several days, 后 from the last.
  const from = count.firstDay !== 'excluded' || count.direction === -1 ? base.from : base.to;
  return map(countedDay(from, count, scene), (to) => {
    const first = count.firstDay === 'included' ? from : addDays(from, 1);
    return spot(first < to && count.direction === 1 ? first : to, to, {
      flags: kept,
      how: `自${dayWithWeekday(from)}计`,
      ...(period ? { period } : {}),
    });
  });
}

function isClocked(count: Count): boolean {
  return count.unit === 'hour' || count.unit === 'minute';
}

function day(date: LocalDate): Spot {
  return spot(date, date);
}
