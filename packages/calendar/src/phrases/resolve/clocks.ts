import type { Instant, LocalDate, LocalTime } from '@duban/base';
import { at, endOfDay, localTime } from '@duban/base/time';
import type { Clock, DayPart } from '../syntax.js';
import { names } from '../wording.js';
import { type Choices, map, named, one } from './choices.js';
import type { Scene } from './scene.js';

/** The hours offices usually keep, offered where the bureau has set none. */
const USUAL_OPENING = ['08:30', '09:00'] as const;
const USUAL_CLOSING = ['17:30', '18:00'] as const;
const MIDNIGHT = '24:00';

/** A time of day on a date; without one the day's end. `before`: whether 前 follows (下午前 may mean before the afternoon begins). */
export function instantsOf(
  date: LocalDate,
  clock: Clock | undefined,
  more: { readonly before: boolean; readonly scene: Scene },
): Choices<Instant> {
  const { closeOfDay } = more.scene.context;
  if (!clock) return one(closeOfDay ? at(date, closeOfDay) : endOfDay(date));
  return map(timesOf(clock, more), (time) => (time === MIDNIGHT ? endOfDay(date) : at(date, time)));
}

/** `HH:MM`, or `24:00` for the end of the day. */
export function timesOf(
  clock: Clock,
  { before, scene }: { readonly before: boolean; readonly scene: Scene },
): Choices<LocalTime | typeof MIDNIGHT> {
  switch (clock.is) {
    case 'time':
      return hours(clock);
    case 'office':
      return officeTimes(clock, scene);
    case 'part':
      return partTimes(clock.part, before, scene);
  }
}

function hours(clock: Extract<Clock, { is: 'time' }>): Choices<LocalTime | typeof MIDNIGHT> {
  const { hour, minute, part, twelve } = clock;
  if (part) return one(hhmm(inPart(hour, part), minute));
  // 「5点前」 in an office is the afternoon, but nobody wrote so; 时 and 17:00 are of the 24-hour clock.
  if (twelve && hour >= 1 && hour <= 7) {
    return named([
      [names.afternoon(hhmm(hour + 12, minute)), hhmm(hour + 12, minute)],
      [names.morning(hhmm(hour, minute)), hhmm(hour, minute)],
    ]);
  }
  return one(hhmm(hour, minute));
}

function inPart(hour: number, part: DayPart): number {
  switch (part) {
    case 'afternoon':
      return hour < 12 ? hour + 12 : hour;
    case 'evening':
      return hour <= 12 && hour > 3 ? hour + 12 : hour === 0 ? 24 : hour;
    case 'noon':
      return hour < 3 ? hour + 12 : hour;
    case 'dawn':
    case 'morning':
      return hour;
  }
}

function officeTimes(clock: Extract<Clock, { is: 'office' }>, { context }: Scene): Choices<LocalTime> {
  const { officeHours } = context;
  if (clock.half === 'morning' && clock.side === 'close') {
    return named([
      [names.closing('11:30'), localTime('11:30')],
      [names.closing('12:00'), localTime('12:00')],
    ]);
  }
  if (clock.half === 'afternoon' && clock.side === 'open') {
    return named([
      [names.opening('13:30'), localTime('13:30')],
      [names.opening('14:00'), localTime('14:00')],
    ]);
  }
  if (officeHours) return one(clock.side === 'open' ? officeHours.open : officeHours.close);
  const usual = clock.side === 'open' ? USUAL_OPENING : USUAL_CLOSING;
  return named(
    usual.map((time) => [clock.side === 'open' ? names.opening(time) : names.closing(time), localTime(time)] as const),
  );
}

function partTimes(part: DayPart, before: boolean, scene: Scene): Choices<LocalTime | typeof MIDNIGHT> {
  const close = officeTimes({ is: 'office', side: 'close' }, scene);
  const open = officeTimes({ is: 'office', side: 'open' }, scene);
  const noon = localTime('12:00');
  switch (part) {
    case 'noon':
      return one(noon);
    case 'dawn':
      return one(localTime('06:00'));
    case 'morning':
      return before ? offered([[names.noonEnd, noon], ...naming(open, names.opening)]) : one(noon);
    case 'afternoon':
      return before ? offered([...naming(close, names.closing), [names.noonStart, noon]]) : close;
    case 'evening':
      return before ? offered([[names.midnight, MIDNIGHT], ...naming(close, names.closing)]) : one(MIDNIGHT);
  }
}

type Option = readonly [string, LocalTime | typeof MIDNIGHT];

function offered(options: readonly Option[]): Choices<LocalTime | typeof MIDNIGHT> {
  return named(options);
}

function naming(times: Choices<LocalTime>, name: (time: string) => string): Option[] {
  return times.map(({ value }) => [name(value), value] as const);
}

function hhmm(hour: number, minute: number): LocalTime | typeof MIDNIGHT {
  if (hour === 24) return MIDNIGHT;
  return localTime(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}
