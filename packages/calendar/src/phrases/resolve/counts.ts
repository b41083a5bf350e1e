import { instant, type LocalDate } from '@duban/base';
import { addDays, at, dateOf } from '@duban/base/time';
import type { Count, When } from '../syntax.js';
import type { EventKind } from '../types.js';
import { clauses, names } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { countedDay } from './counting.js';
import { type Found, missing, type Scene, type Spot, spot, textOf } from './scene.js';

/** `15个工作日内`: from the notice's date, or from the day it arrived. */
export function openCounts(when: Extract<When, { is: 'open-count' }>, scene: Scene): Choices<Found> {
  const asked = { text: textOf(when, scene), clocked: isClocked(when.count) };
  const starts = named<EventKind>([
    [asked.clocked ? names.fromIssueHour : names.fromIssue, 'issue'],
    [asked.clocked ? names.fromReceiptHour : names.fromReceipt, 'receipt'],
  ]);
  return andThen(starts, (event) => countFrom(eventSpot(event, asked, scene), when.count, scene));
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

/** Where a count from known days ends. */
export function countFrom(base: Found, count: Count, scene: Scene): Choices<Found> {
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
      how: clauses.countedFrom(from),
      ...(period ? { period } : {}),
    });
  });
}

/** Whether hours are counted, so that the day of the event is not enough. */
export function isClocked(count: Count): boolean {
  return count.unit === 'hour' || count.unit === 'minute';
}

export function day(date: LocalDate): Spot {
  return spot(date, date);
}
