import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { monthOf, monthsFrom, yearOf } from '../../months.js';
import { periodAt } from '../../periods.js';
import type { Frame } from '../syntax.js';
import { type Choices, map, one } from './choices.js';
import type { FrameSpan } from './inside.js';
import type { Scene } from './scene.js';
import { yearsOf } from './years.js';

/** The day 本月, 下周 … are counted from: the period asked for, the date before, or the issue date. */
export function baseDay(scene: Scene): LocalDate | null {
  return scene.context.period?.end ?? scene.context.issued;
}

/** The days of a month, quarter, half, year or week; null where its year or its base is not known. */
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
