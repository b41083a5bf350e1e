import { addDays } from '@duban/base/time';
import { lengthOf, monthOf, monthsFrom, yearOf, ymd } from '../../months.js';
import type { Period } from '../../periods.js';
import { following } from '../../periods.js';
import type { Every, PeriodFrame, PeriodSpot, Phrase, Pick } from '../syntax.js';
import { names } from '../wording.js';
import { andThen, type Choices, map, named, one, together } from './choices.js';
import { countedDay } from './counting.js';
import { spotDays } from './period-days.js';
import type { About, Plan } from './plan.js';
import type { Scene } from './scene.js';
import { unsaid } from './unsaid.js';

/** What a recurrence may mean: each plan gives the days of every period. */
export function plansOf(every: Every, phrase: Phrase, scene: Scene): Choices<Plan> {
  const { pick, unit } = every;
  switch (pick.is) {
    case 'each':
      return one<Plan>({
        days: (p) => one([{ date: phrase.data === 'previous' ? following(unit, p).end : p.end, flags: [] }]),
      });
    case 'unsaid':
      return unsaid(every);
    case 'once-or-monday':
      return named<Plan>([
        [names.onceAWeek, { unsaid: true, days: (p) => one([{ date: addDays(p.start, 4), flags: [] }]) }],
        [names.onMondays, { days: (p) => one([{ date: p.start, flags: [] }]) }],
      ]);
    case 'first-of-xun':
      return named<Plan>([
        [names.previousXun, { days: (p) => one([{ date: addDays(p.end, 1), flags: [] }]) }],
        [
          names.firstXunOfMonth,
          {
            distinct: 'first-xun',
            days: (p) => one(p.id.endsWith('上旬') ? [{ date: addDays(p.end, 1), flags: [] }] : []),
          },
        ],
      ]);
    case 'after':
      return one<Plan>({ days: (p) => map(countedDay(p.end, pick.count, scene), (date) => [{ date, flags: [] }]) });
    case 'inside':
      return insidePlans(pick, { every, phrase, scene });
  }
}

type SureInside = Extract<Pick, { is: 'inside' }>;

function insidePlans(pick: SureInside, about: About): Choices<Plan> {
  const { every, phrase } = about;
  const frames = together(pick.spots.map((s) => map(framesOf(s, phrase), (frame) => ({ ...s, frame }))));
  return andThen(frames, (spots) =>
    map(
      shifts(spots, about),
      ({ back, distinct }): Plan => ({
        days: (p) =>
          spotDays(back ? following(every.unit, p) : p, {
            spots,
            about,
            reported: back || phrase.shifted ? reported(p, phrase) : undefined,
          }),
        ...(distinct ? { distinct } : {}),
      }),
    ),
  );
}

/** 每季度首月: of the quarter reported on, or of the one after it. */
function framesOf({ frame }: PeriodSpot, phrase: Phrase): Choices<PeriodFrame> {
  if (frame.of !== 'unclear') return one(frame);
  const month = frame.month === undefined ? {} : { month: frame.month };
  if (phrase.data) return one<PeriodFrame>({ of: 'this', ...month });
  return named<PeriodFrame>([
    [names.monthAfterQuarter, { of: 'next', ...month }],
    [names.firstMonthOfQuarter, { of: 'this', ...month }],
  ]);
}

interface Shift {
  /** The due lies in the period after the one reported on. */
  readonly back: boolean;
  readonly distinct?: string;
}

/** Which period a due inside a month or quarter is about, where the phrase does not say (报上月). */
function shifts(spots: readonly PeriodSpot[], { phrase, every, scene }: About): Choices<Shift> {
  const inside = spots.every((s) => s.frame.of === 'this');
  if (!inside || every.unit === 'day') return one({ back: false });
  if (phrase.data === 'previous') return one({ back: true });
  if (phrase.data === 'current' || phrase.shifted) return one({ back: false });
  if (every.unit === 'quarter' && spots.some((s) => (s.frame.month ?? 1) !== 1 && s.inside.is === 'day')) {
    return named<Shift>([
      [names.dataToDue, { back: false, distinct: 'as-of-due' }],
      [names.dataEstimated, { back: false, distinct: 'whole-quarter' }],
    ]);
  }
  const early = spots.some((s) => s.inside.is === 'day' && s.inside.day <= 15);
  if (scene.context.period && every.unit === 'month' && early) {
    return named<Shift>([
      [names.afterThePeriod, { back: true }],
      [names.withinThePeriod, { back: false }],
    ]);
  }
  return one({ back: false });
}

/** 上月26日至当月25日: the days the report covers, named after the month it is handed in. */
function reported(period: Period, { shifted }: Phrase): Period {
  if (!shifted) return period;
  const year = yearOf(period.start);
  const month = monthOf(period.start);
  const before = monthsFrom(year, month - 1);
  const start = ymd(
    yearOf(before.from),
    monthOf(before.from),
    Math.min(shifted.fromDay, lengthOf(yearOf(before.from), monthOf(before.from))),
  );
  const end = ymd(year, month, Math.min(shifted.toDay, lengthOf(year, month)));
  return { id: period.id, label: names.shifted(period.label, start, end), start, end };
}
