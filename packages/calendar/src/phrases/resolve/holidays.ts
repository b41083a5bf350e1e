import type { LocalDate } from '@duban/base';
import { addDays } from '@duban/base/time';
import { type Festival, festivalDay } from '../../festivals.js';
import { yearOf } from '../../months.js';
import { onOrAfter, onOrBefore } from '../../workdays.js';
import type { When } from '../syntax.js';
import { flags, names } from '../wording.js';
import { andThen, type Choices, map, named, one } from './choices.js';
import { type Found, missing, type Scene, type Spot, spot } from './scene.js';
import { yearsOf } from './years.js';

/** A festival with the rest days around it. */
export interface Break {
  readonly name: string;
  readonly festival: Festival;
  readonly day: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const PUBLIC: readonly Festival[] = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];

/** The break a phrase names: of its year, else the first from the issue date on. Null: neither year nor issue date is known. */
export function breakOf(when: Extract<When, { is: 'holiday' }>, scene: Scene): Choices<Break | null> {
  const { festival, also } = when;
  if (festival === null) return one(nextBreak(scene));
  return andThen(breakNamed(festival, when, scene), (first) =>
    first && also ? map(breakNamed(also, when, scene), (second) => second && joined(first, second)) : one(first),
  );
}

function breakNamed(
  festival: Festival,
  { year: ref }: Extract<When, { is: 'holiday' }>,
  scene: Scene,
): Choices<Break | null> {
  if (ref)
    return map(
      yearsOf(ref, scene, () => null),
      (year) => (year === null ? null : around(festival, year, scene)),
    );
  const { issued, year } = scene.context;
  const base = year ?? scene.year;
  if (base === null) return one(null);
  const found = around(festival, base, scene);
  return one(issued !== null && year === undefined && found.day < issued ? around(festival, base + 1, scene) : found);
}

/** 中秋国庆假期, 元旦春节期间: from the beginning of the first to the end of the second. */
function joined(first: Break, second: Break): Break {
  const to = [first.to, second.to].sort().at(-1) ?? first.to;
  return { ...first, name: `${first.name}、${second.name}`, to };
}

/** In the order of their days, and only as far as needed: a look into a year not announced would mark the date as assumed. */
function nextBreak(scene: Scene): Break | null {
  const { issued } = scene.context;
  if (issued === null) return null;
  const year = yearOf(issued);
  const days = [year, year + 1].flatMap((y) =>
    PUBLIC.map((festival) => ({ festival, y, day: festivalDay(festival, y) })),
  );
  for (const { festival, y } of days.filter((d) => d.day > issued).sort((a, b) => a.day.localeCompare(b.day))) {
    const found = around(festival, y, scene);
    if (found.from > issued) return found;
  }
  return null;
}

function around(festival: Festival, year: number, { calendar }: Scene): Break {
  const day = festivalDay(festival, year);
  // 除夕 and 元宵节 may be working days: then nobody is on a break around them.
  if (calendar.isWorkday(day)) return { name: festival, festival, day, from: day, to: day };
  const from = addDays(onOrBefore(calendar, day), 1);
  return { name: festival, festival, day, from, to: addDays(onOrAfter(calendar, day), -1) };
}

/** `国庆节前`: the last working day before the break, or the calendar day before the festival; 春节 has 除夕 besides. */
export function beforeBreak(found: Break, scene: Scene): Choices<Spot> {
  const lastWorked = onOrBefore(scene.calendar, addDays(found.from, -1));
  const options: [string, Spot][] = [[names.lastWorkdayBefore(found.name), marked(lastWorked, found)]];
  if (found.festival === '春节') {
    const beforeEve = onOrBefore(scene.calendar, addDays(found.day, -2));
    options.push([names.workdayBeforeEve, spot(beforeEve, beforeEve)]);
  }
  const dayBefore = addDays(found.day, -1);
  options.push([names.dayBefore(found.name), marked(dayBefore, found)]);
  return named(options.filter(([, s], i) => options.findIndex(([, other]) => other.to === s.to) === i));
}

/** 除夕 is off by law since 2025; before, it was often an official working day that nobody spent at a desk. */
function marked(date: LocalDate, { festival, day, from }: Break): Spot {
  const eve = festival === '春节' && date === addDays(day, -1) && date < from;
  return spot(date, date, {
    flags: eve ? [{ kind: 'official-workday', text: flags.officialWorkday(date), date }] : [],
  });
}

export function unknownBreak(text: string): Found {
  return missing({ kind: 'issue-date', text });
}
