import { type Instant, instant, type LocalDate } from '@duban/base';
import { addDays, at, daysBetween } from '@duban/base/time';
import type { ChaseObligation } from '../src/index.js';
import { isHourStep, type LadderStep } from '../src/ladder.js';
import { day, rules } from './chase-world.js';

/*
 * When steps are due, counted with a finger on the calendar: not with the functions that planChase uses.
 */

export const worked: LocalDate[] = [];
for (let date = day('2023-07-01'); date <= '2024-06-30'; date = addDays(date, 1)) {
  if (rules.calendar.isWorkday(date)) worked.push(date);
}
const workedDays = new Set(worked);

export const isWorked = (date: LocalDate): boolean => workedDays.has(date);

/** The first of them after `date`, by binary search: a simulation asks a million times. */
function firstAfter(date: LocalDate): number {
  let [low, high] = [0, worked.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((worked[middle] ?? '') > date) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The `n`-th working day after `date`; 0 and less: `date` itself if it is one, and those before it. */
export function workedFrom(date: LocalDate, n: number): LocalDate {
  const found = worked[firstAfter(date) - 1 + n];
  if (found === undefined) throw new RangeError(`${date} lies outside the calendar of these tests`);
  return found;
}

type Owed = Pick<ChaseObligation, 'due' | 'dueTime' | 'periodEnd' | 'arm' | 'armedAt'>;

/** The day of a step that counts in working days; null when the obligation has no such anchor. */
export function dayByHand(rung: LadderStep, fact: Owed): LocalDate | null {
  if (isHourStep(rung)) return null;
  if (rung.anchor === 'holiday') {
    // The five working days up to T, with the rest before each of them: five days or more are a long holiday.
    const after = [0, -1, -2, -3, -4].find(
      (n) => daysBetween(workedFrom(fact.due, n - 1), workedFrom(fact.due, n)) > 5,
    );
    return after === undefined ? null : workedFrom(fact.due, after - 1);
  }
  if (rung.anchor === 'due') return workedFrom(fact.due, rung.offset);
  if (fact.periodEnd === null || fact.arm > 0) return null;
  const announced = workedFrom(fact.periodEnd, rung.anchor === 'period-end' ? 0 : 1);
  // From T on it is no news any more.
  return announced < workedFrom(fact.due, 0) ? announced : null;
}

/** The moment of any step. */
export function slotByHand(rung: LadderStep, fact: Owed): Instant | null {
  if (isHourStep(rung)) {
    if (rung.anchor === 'asked') return fact.arm > 0 ? null : instant(fact.armedAt + rung.minutes * 60_000);
    return instant(at(fact.due, fact.dueTime ?? rules.hours.close) + rung.minutes * 60_000);
  }
  const date = dayByHand(rung, fact);
  return date && at(date, rung.at);
}
