import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { lengthOf, monthOf, monthsFrom, yearOf } from '../../months.js';
import type { Period } from '../../periods.js';
import { following } from '../../periods.js';
import type { Every, Inside, PeriodFrame, PeriodSpot } from '../syntax.js';
import type { Flag } from '../types.js';
import { flags, names } from '../wording.js';
import { andThen, type Choices, named, one, together } from './choices.js';
import { type FrameSpan, within } from './inside.js';
import type { About, DayOf } from './plan.js';
import { type Scene, textOf } from './scene.js';

interface SpotWhere {
  readonly spots: readonly PeriodSpot[];
  readonly about: About;
  readonly reported: Period | undefined;
}

/** The days a period is due on, one for each place its phrase names. */
export function spotDays(base: Period, { spots, about, reported: period }: SpotWhere): Choices<readonly DayOf[]> {
  const { every, scene } = about;
  return together(
    spots.map((s) => {
      const frame = frameDays(base, s.frame, every.unit);
      const { inside, flagged } = fitting(frame, s.inside, every);
      const of = period ? { period } : {};
      return andThen(within(frame, inside, { scene, place: every }), (found) => {
        const since = sinceOf(s, frame, { scene, every });
        const day = (date: LocalDate): DayOf => ({ date, flags: flagged, ...of, ...(since ? { since } : {}) });
        if (every.op !== 'before' || !found.coarse || inside.is === 'first') return one(day(found.to));
        const what = textOf(every, scene).replace(/^[每按逐]个?|前$/g, '');
        const eve = addDays(found.from, -1);
        return named(
          [
            [names.beforeWhole(what), day(eve)],
            [names.withinWhole(what), day(found.to)],
          ],
          'before-or-within',
        );
      });
    }),
  );
}

/** 每月1日至5日: its 1st. */
function sinceOf(
  spot: PeriodSpot,
  frame: FrameSpan,
  { scene, every }: { readonly scene: Scene; readonly every: Every },
): LocalDate | null {
  if (!spot.since) return null;
  return within(frame, fitting(frame, spot.since, every).inside, { scene, place: every })[0]?.value.from ?? null;
}

const SPAN_OF = {
  month: 'month',
  quarter: 'quarter',
  'half-year': 'half-year',
  year: 'year',
  week: 'week',
  xun: 'xun',
} as const;

function frameDays(base: Period, frame: PeriodFrame, unit: Every['unit']): FrameSpan {
  const period = frame.of === 'next' ? following(unit, base) : base;
  if (frame.month === undefined) {
    return {
      is: unit in SPAN_OF ? SPAN_OF[unit as keyof typeof SPAN_OF] : 'month',
      from: period.start,
      to: period.end,
    };
  }
  if (frame.month === -1) return { is: 'month', ...monthsFrom(yearOf(period.end), monthOf(period.end)) };
  return { is: 'month', ...monthsFrom(yearOf(period.start), monthOf(period.start) + frame.month - 1) };
}

/** 每月31日 in a month of thirty days: its last day, and said so. */
function fitting(frame: FrameSpan, inside: Inside, every: Every): { inside: Inside; flagged: readonly Flag[] } {
  if (inside.is !== 'day' || frame.is !== 'month' || every.unit === 'year') return { inside, flagged: [] };
  if (inside.day <= lengthOf(yearOf(frame.from), monthOf(frame.from))) return { inside, flagged: [] };
  return {
    inside: { is: 'end' },
    flagged: [{ kind: 'shortened-month', text: flags.shortMonth(frame.to, inside.day), date: frame.to }],
  };
}
