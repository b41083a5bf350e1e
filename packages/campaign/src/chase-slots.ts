import { type Instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { addDays, at, dateOf, daysBetween } from '@duban/base/time';
import { addWorkdays, onOrAfter, onOrBefore, type WorkCalendar } from '@duban/calendar';
import type { ChaseRules } from './chase-rules.js';
import { type DayStep, isHourStep, type LadderStep } from './ladder.js';
import type { ChaseObligation } from './plan-chase.js';

/** So many days of rest in a row are a long holiday (国庆、春节、劳动节), not a bridged weekend. */
const LONG_HOLIDAY_DAYS = 5;
/** With no more working days than these between a long holiday and the due, it is spoken of before the holiday. */
const DAYS_LEFT = 5;
/** So soon after it was asked for, or given back, nobody is reminded of an urgent request. */
const JUST_ASKED_MS = 30 * MINUTE;

/** What the slots of an obligation hang on. */
export type Dated = Pick<ChaseObligation, 'due' | 'dueTime' | 'periodEnd' | 'arm' | 'armedAt'>;

type SlotRules = Pick<ChaseRules, 'calendar' | 'hours'>;

/**
 * The instants of all steps of a ladder; null where the obligation has no such anchor. They hang on the obligation's dates alone, and a whole
 * country owes on the same few days.
 */
export function slotsOf(
  ladder: readonly LadderStep[],
  obligation: Dated,
  rules: SlotRules,
): readonly (Instant | null)[] {
  const { calendar } = rules;
  const ofCalendar = known.get(calendar) ?? new WeakMap<readonly LadderStep[], Map<string, (Instant | null)[]>>();
  known.set(calendar, ofCalendar);
  const ofLadder = ofCalendar.get(ladder) ?? new Map<string, (Instant | null)[]>();
  ofCalendar.set(ladder, ofLadder);
  const key = keyOf(ladder, obligation, rules);
  const slots = ofLadder.get(key) ?? ladder.map((rung) => slotOf(rung, obligation, rules));
  if (ofLadder.size >= MOST_KNOWN) ofLadder.clear();
  ofLadder.set(key, slots);
  return slots;
}

const known = new WeakMap<WorkCalendar, WeakMap<readonly LadderStep[], Map<string, (Instant | null)[]>>>();
const MOST_KNOWN = 2_000;

function keyOf(ladder: readonly LadderStep[], o: Dated, { hours }: SlotRules): string {
  const days = `${o.due} ${o.periodEnd} ${o.arm > 0}`;
  return ladder.some(isHourStep) ? `${days} ${o.dueTime ?? hours.close} ${o.armedAt}` : days;
}

/** The instant of a step; null when the obligation has no such anchor (a final report has no period, a returned sheet needs no 开始填报). */
function slotOf(rung: LadderStep, obligation: Dated, rules: SlotRules): Instant | null {
  if (isHourStep(rung)) {
    if (rung.anchor === 'due-time') return plus(dueMoment(obligation, rules), rung.minutes * MINUTE);
    return obligation.arm > 0 ? null : plus(obligation.armedAt, rung.minutes * MINUTE);
  }
  const day = dayOf(rung, obligation, rules.calendar);
  return day && at(day, rung.at);
}

/** What hours are counted from: the hour that was said, else the close of business (practice.md: 下班前). */
function dueMoment({ due, dueTime }: Dated, { hours }: SlotRules): Instant {
  return at(due, dueTime ?? hours.close);
}

function dayOf(rung: DayStep, obligation: Dated, calendar: WorkCalendar): LocalDate | null {
  const { due, periodEnd, arm } = obligation;
  // T−n counts from the due moved back to a working day (Sunday 12-10: T = Friday 12-08); T+n from the due itself.
  if (rung.anchor === 'due')
    return rung.offset > 0
      ? addWorkdays(calendar, due, rung.offset)
      : addWorkdays(calendar, onOrBefore(calendar, due), rung.offset);
  const last = onOrBefore(calendar, due);
  if (rung.anchor === 'holiday') {
    const eve = beforeHoliday(calendar, last);
    return eve && addWorkdays(calendar, eve, rung.offset);
  }
  if (periodEnd === null || arm > 0) return null;
  const day =
    rung.anchor === 'period-end'
      ? addWorkdays(calendar, onOrBefore(calendar, periodEnd), rung.offset)
      : addWorkdays(calendar, onOrAfter(calendar, addDays(periodEnd, 1)), rung.offset);
  // 月后3日前 of September is due in the holiday: on its last working day nobody is told that filling begins.
  return day < last ? day : null;
}

/** The last working day before a long holiday that ends shortly before the working day `day`; null without one. */
function beforeHoliday(calendar: WorkCalendar, day: LocalDate): LocalDate | null {
  let then = day;
  for (let left = 0; left < DAYS_LEFT; left++) {
    const before = addWorkdays(calendar, then, -1);
    if (daysBetween(before, then) > LONG_HOLIDAY_DAYS) return before;
    then = before;
  }
  return null;
}

/** The day of a step; null as {@link slotOf}. */
export function stepDay(rung: LadderStep, obligation: Dated, rules: SlotRules): LocalDate | null {
  const slot = slotOf(rung, obligation, rules);
  return slot === null ? null : dateOf(slot);
}

/** Whether a reminder of an urgent request falls so soon behind its being asked for that nobody needs it. */
export function isJustAsked(rung: LadderStep, slot: Instant, armedAt: Instant): boolean {
  return rung.anchor === 'due-time' && 'message' in rung.action && slot < armedAt + JUST_ASKED_MS;
}
