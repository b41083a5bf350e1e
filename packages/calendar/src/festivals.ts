import type { LocalDate } from '@duban/base';
import { addDays, localDate } from '@duban/base/time';
import chineseDays from 'chinese-days';

/** The public holidays of 《全国年节及纪念日放假办法》, and two days that notices name though they are none of their own. */
export type Festival = '元旦' | '春节' | '清明节' | '劳动节' | '端午节' | '中秋节' | '国庆节' | '除夕' | '元宵节';

/** The day a festival falls on in a year of the common calendar (`春节` is 正月初一, `除夕` the day before). */
export function festivalDay(festival: Festival, year: number): LocalDate {
  switch (festival) {
    case '元旦':
      return localDate(`${year}-01-01`);
    case '劳动节':
      return localDate(`${year}-05-01`);
    case '国庆节':
      return localDate(`${year}-10-01`);
    case '清明节':
      return clearBrightness(year);
    case '春节':
      return lunarDay(year, { month: 1, day: 1 });
    case '除夕':
      return addDays(lunarDay(year, { month: 1, day: 1 }), -1);
    case '元宵节':
      return lunarDay(year, { month: 1, day: 15 });
    case '端午节':
      return lunarDay(year, { month: 5, day: 5 });
    case '中秋节':
      return lunarDay(year, { month: 8, day: 15 });
  }
}

/**
 * The statutory days off of a year (the rule in force since 2025-01-01: 除夕 and three days of 春节, two of 劳动节, three of 国庆节), each
 * with its name. Known long before the State Council announces which weekends are moved around them.
 */
export function statutoryDays(year: number): ReadonlyMap<LocalDate, Festival> {
  const known = statutory.get(year);
  if (known) return known;
  const days = new Map<LocalDate, Festival>();
  for (const [festival, before, count] of STATUTORY) {
    const first = addDays(festivalDay(festival, year), -before);
    for (let i = 0; i < count; i++) days.set(addDays(first, i), festival);
  }
  statutory.set(year, days);
  return days;
}

const STATUTORY: readonly (readonly [Festival, before: number, count: number])[] = [
  ['元旦', 0, 1],
  ['春节', 1, 4],
  ['清明节', 0, 1],
  ['劳动节', 0, 2],
  ['端午节', 0, 1],
  ['中秋节', 0, 1],
  ['国庆节', 0, 3],
];

const statutory = new Map<number, ReadonlyMap<LocalDate, Festival>>();

/**
 * 清明 by the usual formula of the 21st century; 2004–2026 compared with the State Council's announcements in the tests. The library has it
 * too, but writes the day it finds in the machine's zone.
 */
function clearBrightness(year: number): LocalDate {
  const y = year % 100;
  return localDate(`${year}-04-0${Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)}`);
}

/**
 * The day of the common calendar on which a lunar date of the year falls. The library reads a text in the machine's zone (west of
 * Greenwich 春节 came a day late) but the parts of a local Date as they are; ICU's Chinese calendar has 2027 and 2030 a day off.
 */
function lunarDay(year: number, { month, day }: { readonly month: number; readonly day: number }): LocalDate {
  return localDate(chineseDays.getSolarDateFromLunar(new Date(year, month - 1, day, 12)).date);
}
