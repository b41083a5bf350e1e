import type { LocalDate } from '@duban/base';
import { daysBetween } from '@duban/base/time';
import { monthOf } from '../../months.js';
import type { YearRef } from '../syntax.js';
import { names } from '../wording.js';
import { type Choices, named, one } from './choices.js';
import type { Scene } from './scene.js';

/** 「9月底、3月底前」: the second may lie in the same year or the next; 「9月底、12月底前」 may not. */
function inherited(year: number, { previous }: Scene, endIn: (year: number) => LocalDate | null): Choices<number> {
  const end = endIn(year);
  if (!previous?.listed || end === null || monthOf(end) >= previous.month) return one(year);
  return named(
    [
      [names.nextYear(year + 1), year + 1],
      [names.sameYear(year), year],
    ],
    'inherited-year',
  );
}

/** A date without a year that would lie this long before the notice is rather meant for the next year (1月底前 in a December notice). */
const STALE_DAYS = 180;

/** The year a date belongs to; null where nothing tells. `endIn` gives the date's last day in a year, to see whether it is long past. */
export function yearsOf(
  ref: YearRef | undefined,
  scene: Scene,
  endIn: (year: number) => LocalDate | null,
): Choices<number | null> {
  const before = scene.previous?.year ?? scene.year;
  if (ref?.is === 'number') return one(ref.year);
  if (ref?.is === 'offset') return one(scene.year === null ? null : scene.year + ref.years);
  if (ref?.is === 'next') return one(before === null ? null : before + 1);
  if (ref?.is === 'same') return one(before);
  if (scene.previous && before !== null) return inherited(before, scene, endIn);
  const { year } = scene;
  const { issued, year: given } = scene.context;
  const end = year === null || issued === null || given !== undefined ? null : endIn(year);
  if (year === null || end === null || issued === null || daysBetween(end, issued) <= STALE_DAYS) return one(year);
  return named(
    [
      [names.nextYear(year + 1), year + 1],
      [names.thisYear(year), year],
    ],
    'year',
  );
}
