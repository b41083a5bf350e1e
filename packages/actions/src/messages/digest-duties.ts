import type { LocalDate } from '@duban/base';
import { addDays, chineseDate, weekday } from '@duban/base/time';
import { onOrAfter, type WorkCalendar } from '@duban/calendar';
import type { CampaignDefinition, Milestone } from '@duban/campaign';

/** How far ahead the digest looks. */
export const HORIZON_DAYS = 7;

/** Days that matter within the horizon though nobody hands anything in; a duty's day that the bureau set is one of them. */
export function milestonesAhead({ milestones, duties }: CampaignDefinition, today: LocalDate) {
  const dated = [
    ...milestones.map(({ title, who, date, bound }) => ({ what: title, who, date, bound })),
    ...duties.map(({ what, who, due = null }) => ({ what, who, date: due, bound: 'before' as const })),
  ];
  return dated
    .flatMap(({ date, ...rest }) => (date === null ? [] : [{ ...rest, date }]))
    .filter(({ date }) => date >= today && date <= addDays(today, HORIZON_DAYS))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map(({ what, who, date, bound }) => ({ what, who, day: `${chineseDate(date)}${BOUNDS[bound]}` }));
}

const BOUNDS: Readonly<Record<Milestone['bound'], string>> = { before: '前', from: '起', within: '止' };

/** Duties of an event, and those without a day. What goes on all the time needs no reminder. */
export function standingDuties({ duties }: CampaignDefinition) {
  return duties
    .filter(({ kind, due }) => kind === 'event' || (kind === 'undated' && due === undefined))
    .map(({ what, who, phrase }) => ({ what, who, phrase }));
}

/** Whether no day of this week before it was a working day. */
export function isFirstOfWeek(calendar: WorkCalendar, day: LocalDate): boolean {
  const monday = addDays(day, 1 - weekday(day));
  return onOrAfter(calendar, monday) === day;
}
