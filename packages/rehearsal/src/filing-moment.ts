import { type Instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { type Dice, dice } from '@duban/base/dice';
import { at } from '@duban/base/time';
import { addWorkdays, onOrBefore, type WorkCalendar } from '@duban/calendar';
import type { RoundPlan } from '@duban/campaign';
import type { Role } from './cast.js';
import { HALF_MINUTE } from './world.js';

/** When an office means to file by itself; null: only when it is called, or never. */
export function filingMoment(
  { office, profile: { files } }: Role,
  { number, round, calendar }: { readonly number: number; readonly round: RoundPlan; readonly calendar: WorkCalendar },
): Instant | null {
  if (files === null) return null;
  const chance = dice(number, `files:${office.id}:${round.requirement}:${round.period}`);
  const planned = addWorkdays(calendar, onOrBefore(calendar, round.due), chance.between(files.earliest, files.latest));
  // Nobody has the figures of a month (YY22: 每月上报) before its last day.
  const day = round.asOf === null ? planned : later(planned, onOrBefore(calendar, round.asOf));
  return officeMoment(chance, at(day, '08:30'));
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** A moment in office hours of the day of `opening`, at second :30. */
export function officeMoment(chance: Dice, opening: Instant): Instant {
  return plus(opening, chance.between(5, 8 * 60 + 50) * MINUTE + HALF_MINUTE);
}
