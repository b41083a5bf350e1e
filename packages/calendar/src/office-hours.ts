import type { Instant, LocalTime } from '@duban/base';
import { addDays, at, dateOf } from '@duban/base/time';
import { onOrAfter, type WorkCalendar } from './workdays.js';

/** When people are at their desks (practice.md: 08:30–17:30). */
export interface OfficeHours {
  readonly open: LocalTime;
  readonly close: LocalTime;
}

/** Whether `now` lies in office hours of a working day. */
export function isOfficeTime(calendar: WorkCalendar, hours: OfficeHours, now: Instant): boolean {
  const day = dateOf(now);
  return calendar.isWorkday(day) && now >= at(day, hours.open) && now < at(day, hours.close);
}

/** `now` itself in office hours, else the next opening. */
export function nextOfficeTime(calendar: WorkCalendar, hours: OfficeHours, now: Instant): Instant {
  if (isOfficeTime(calendar, hours, now)) return now;
  const day = dateOf(now);
  const beforeOpening = calendar.isWorkday(day) && now < at(day, hours.open);
  return at(beforeOpening ? day : onOrAfter(calendar, addDays(day, 1)), hours.open);
}
