import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { addMonths } from '../../months.js';
import { addWorkdays } from '../../workdays.js';
import type { Count } from '../syntax.js';
import { names } from '../wording.js';
import { type Choices, named, one } from './choices.js';
import type { Scene } from './scene.js';

/** The day a count of days, weeks, months … from `base` ends on. `自印发之日起` leaves open whether the first day counts (民法典第201条: it does not). */
export function countedDay(base: LocalDate, count: Count, scene: Scene): Choices<LocalDate> {
  if (count.firstDay === 'unclear') {
    return named([
      [names.firstDayOut, end(base, count, scene)],
      [names.firstDayIn, firstDayCounted(base, count, scene)],
    ]);
  }
  return one(count.firstDay === 'included' ? firstDayCounted(base, count, scene) : end(base, count, scene));
}

function end(base: LocalDate, { n, unit, direction }: Count, scene: Scene): LocalDate {
  const by = n * direction;
  switch (unit) {
    case 'workday':
      return addWorkdays(scene.calendar, base, by);
    case 'week':
      return addDays(base, 7 * by);
    case 'month':
      return addMonths(base, by);
    case 'quarter':
      return addMonths(base, 3 * by);
    case 'half-year':
      return addMonths(base, 6 * by);
    case 'year':
      return addMonths(base, 12 * by);
    default:
      return addDays(base, by);
  }
}

function firstDayCounted(base: LocalDate, count: Count, scene: Scene): LocalDate {
  if (count.unit !== 'workday') return addDays(end(base, count, scene), -count.direction);
  // A rest day is no working day, so it cannot be the first of them.
  const n = scene.calendar.isWorkday(base) ? count.n - 1 : count.n;
  return addWorkdays(scene.calendar, base, n * count.direction);
}
