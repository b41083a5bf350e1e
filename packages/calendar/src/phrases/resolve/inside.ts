import type { LocalDate } from '@duban/base';
import { addDays, daysBetween, weekday } from '@duban/base/time';
import { lengthOf, monthOf, yearOf, ymd } from '../../months.js';
import { addWorkdays, onOrAfter, onOrBefore } from '../../workdays.js';
import { impossible } from '../errors.js';
import type { Inside, Place } from '../syntax.js';
import { names, reasons } from '../wording.js';
import { type Choices, named, one } from './choices.js';
import { type Scene, type Spot, spot } from './scene.js';

export interface FrameSpan {
  readonly is: 'month' | 'quarter' | 'half-year' | 'year' | 'week' | 'xun' | 'quarters' | 'days';
  readonly from: LocalDate;
  readonly to: LocalDate;
}

interface Where {
  readonly scene: Scene;
  readonly place: Place;
}

/** The days of `frame` that `inside` names. Throws `phrase-impossible` for a day the month does not have. */
export function within(frame: FrameSpan, inside: Inside, where: Where): Choices<Spot> {
  switch (inside.is) {
    case 'whole':
      return one(spot(frame.from, frame.to, { coarse: frame.from !== frame.to }));
    case 'end':
      return endOf(frame);
    case 'start':
      return startOf(frame, where);
    case 'middle':
      return middleOf(frame, where);
    case 'xun':
      return one(xunOf(frame, inside, where));
    case 'day':
      return one(single(dayIn(frame, inside.day, where)));
    case 'nth':
      return one(single(nth(frame, inside, where)));
    case 'first':
      return one(spot(frame.from, firstDays(frame, inside, where)));
  }
}

function endOf(frame: FrameSpan): Choices<Spot> {
  // 周末 is Friday evening for an office, Sunday by the calendar.
  if (frame.is === 'week')
    return named([
      [names.friday, single(addDays(frame.to, -2))],
      [names.sunday, single(frame.to)],
    ]);
  return one(single(frame.to));
}

/** 月初, 年初: nobody says how long it lasts. */
function startOf(frame: FrameSpan, { scene }: Where): Choices<Spot> {
  const { from } = frame;
  if (frame.is === 'month') {
    return named([
      [names.inFirstXun, spot(from, addDays(from, 9), { coarse: false })],
      [names.firstWorkday, single(onOrAfter(scene.calendar, from))],
    ]);
  }
  const month = ymd(yearOf(from), monthOf(from), lengthOf(yearOf(from), monthOf(from)));
  if (frame.is === 'year') {
    return named([
      [names.endOfJanuary, spot(from, month)],
      [names.endOfFirstQuarter, spot(from, ymd(yearOf(from), 3, 31))],
    ]);
  }
  return named([
    [names.firstXunOfFirstMonth, spot(from, addDays(from, 9))],
    [names.endOfFirstMonth, spot(from, month)],
  ]);
}

/** 月中: the 15th, or to the end of 中旬. */
function middleOf(frame: FrameSpan, { scene, place }: Where): Choices<Spot> {
  const year = yearOf(frame.from);
  if (frame.is === 'month') {
    return named([
      [names.fifteenth, single(addDays(frame.from, 14))],
      [names.inSecondXun, spot(addDays(frame.from, 10), addDays(frame.from, 19))],
    ]);
  }
  if (frame.is === 'year') {
    return named([
      [names.endOfJune, single(ymd(year, 6, 30))],
      [names.endOfJuly, single(ymd(year, 7, 31))],
    ]);
  }
  throw impossible(scene.lexed, place, reasons.whichDay);
}

function xunOf(frame: FrameSpan, inside: Extract<Inside, { is: 'xun' }>, { scene, place }: Where): Spot {
  if (frame.is !== 'month') throw impossible(scene.lexed, place, reasons.xunWithoutMonth);
  const to = inside.last === 3 ? frame.to : addDays(frame.from, inside.last * 10 - 1);
  return inside.end ? single(to) : spot(addDays(frame.from, inside.first * 10 - 10), to, { coarse: true });
}

function dayIn(frame: FrameSpan, day: number, { scene, place }: Where): LocalDate {
  if (frame.is !== 'month') throw impossible(scene.lexed, place, reasons.dayWithoutMonth);
  const year = yearOf(frame.from);
  const month = monthOf(frame.from);
  if (day > lengthOf(year, month))
    throw impossible(scene.lexed, place, reasons.shortMonth(year, month, lengthOf(year, month)));
  return addDays(frame.from, day - 1);
}

function nth(frame: FrameSpan, inside: Extract<Inside, { is: 'nth' }>, { scene, place }: Where): LocalDate {
  const { n, unit } = inside;
  const day = n < 0 ? last(frame, inside, scene) : first(frame, inside, scene);
  if (n === 0 || day < frame.from || day > frame.to) {
    throw impossible(scene.lexed, place, unit === 'workday' ? reasons.tooManyWorkdays : reasons.noSuchDay);
  }
  return day;
}

function first(
  { from }: FrameSpan,
  { n, unit, weekday: wanted }: Extract<Inside, { is: 'nth' }>,
  scene: Scene,
): LocalDate {
  if (unit === 'day') return addDays(from, n - 1);
  if (unit === 'workday') return addWorkdays(scene.calendar, addDays(from, -1), n);
  return addDays(from, (((wanted ?? 1) - weekday(from) + 7) % 7) + (n - 1) * 7);
}

function last({ to }: FrameSpan, { unit, weekday: wanted }: Extract<Inside, { is: 'nth' }>, scene: Scene): LocalDate {
  if (unit === 'day') return to;
  return unit === 'workday' ? onOrBefore(scene.calendar, to) : addDays(to, -((weekday(to) - (wanted ?? 1) + 7) % 7));
}

function firstDays(
  frame: FrameSpan,
  { n, unit }: Extract<Inside, { is: 'first' }>,
  { scene, place }: Where,
): LocalDate {
  if (unit === 'workday') return nth(frame, { is: 'nth', n, unit: 'workday' }, { scene, place });
  if (n < 1 || n > daysBetween(frame.from, frame.to) + 1) throw impossible(scene.lexed, place, reasons.tooManyDays);
  return addDays(frame.from, n - 1);
}

function single(date: LocalDate): Spot {
  return spot(date, date);
}
