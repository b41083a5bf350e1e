import type { Instant, LocalDate } from '@duban/base';
import { dateOf, endOfDay } from '@duban/base/time';
import { addWorkdays, type WorkCalendar } from '@duban/calendar';
import type { AboutObligation } from '../facts/about-obligation.js';
import { earlierDay, laterDay } from '../facts/days.js';

/**
 * By when a returned sheet is to be corrected: so many working days (a setting). Correcting early never shortens what the notice or
 * an extension grants; the cut-off ends every clock, except for what is sent back after it (补报): a day in the past helps nobody.
 */
export function correctionDue(
  calendar: WorkCalendar,
  about: Pick<AboutObligation, 'due' | 'originalDue' | 'cutOff' | 'correctionDays'>,
  now: Instant,
): LocalDate {
  const clock = addWorkdays(calendar, dateOf(now), about.correctionDays);
  const granted = laterDay(clock, laterDay(about.due, about.originalDue));
  return now >= endOfDay(about.cutOff) ? granted : earlierDay(granted, about.cutOff);
}
