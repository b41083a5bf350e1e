import { type Instant, instant, type LocalDate, MINUTE, plus } from '@duban/base';
import { addDays, at, dateOf, endOfDay } from '@duban/base/time';
import { onOrAfter } from '@duban/calendar';
import { type ChaseRules, ladderFor } from './chase-rules.js';
import { stepDay } from './chase-slots.js';
import type { Standing } from './definition.js';
import { BROKEN_PROMISE_STEP, isHourStep, type LadderAction } from './ladder.js';
import { later } from './later.js';
import type { ChaseObligation, DoneStep, PlannedStep } from './plan-chase.js';

/** A promise noted down after its hour had passed still gets so long. */
const AT_LEAST_MS = 30 * MINUTE;

/** Whether a step that was done was a promise found broken. */
export function isBrokenPromise({ step }: Pick<DoneStep, 'step'>): boolean {
  return step.startsWith(`${BROKEN_PROMISE_STEP}@`);
}

/** How a promise whose day is over is called: only subordinates are reproached with one (practice.md 5). */
export function promiseOverLabel(standing: Standing): string {
  return standing === 'subordinate' ? '承诺未兑现' : '约定时间已到';
}

/**
 * The moment at which a promise turns out to be broken: the first office hour after the promised day, of an urgent request on its day the
 * promised hour itself. From T+3 on it brings the letter.
 */
export function promiseCheck(obligation: ChaseObligation, rules: ChaseRules, now: Instant): PlannedStep | null {
  const ladder = ladderFor(rules, obligation.requirement)[obligation.standing];
  const { promise, due } = obligation;
  // A superior gets nothing (practice.md 5), not even when it said it would file.
  if (ladder.length === 0 || !promise || promise.madeAt < obligation.armedAt) return null;
  const hourly = ladder.some(isHourStep) && promise.until < endOfDay(due);
  // A promise noted down after its day had passed still gets one day.
  const promisedDay = later(dateOf(promise.until), dateOf(promise.madeAt));
  const day = hourly ? promisedDay : onOrAfter(rules.calendar, addDays(promisedDay, 1));
  const hour = plus(promise.madeAt, AT_LEAST_MS);
  return {
    obligation: obligation.id,
    office: obligation.office,
    arm: obligation.arm,
    // The promise's own time makes the key unique: a second promise is checked again.
    step: `${BROKEN_PROMISE_STEP}@${promise.madeAt}`,
    label: promiseOverLabel(obligation.standing),
    kind: 'task',
    slot: hourly ? instant(Math.max(promise.until, hour)) : at(day, '09:00'),
    urgent: hourly && now < endOfDay(due),
    action: brokenPromiseAction(obligation, rules, day),
  };
}

/**
 * Whoever's turn to call it is by then asks again (before T+2 that is the clerk, never the chief); from T+3 on the letter is drafted, once, and after it
 * the deputy director calls. Peers and outside bodies are asked with courtesy (practice.md 4, 5 and the ladder).
 */
function brokenPromiseAction(obligation: ChaseObligation, rules: ChaseRules, day: LocalDate): LadderAction {
  const ladder = ladderFor(rules, obligation.requirement)[obligation.standing];
  const calls = ladder.flatMap((rung) =>
    'task' in rung.action && rung.action.task === 'call' ? [{ rung, by: rung.action.by }] : [],
  );
  const reached = (on: LocalDate | null): boolean => on !== null && on <= day;
  const turn = calls.findLast(({ rung }) => reached(stepDay(rung, obligation, rules))) ?? calls[0];
  const script = obligation.standing === 'subordinate' ? 'promise-broken' : 'courtesy';
  const call: LadderAction = { task: 'call', by: turn?.by ?? 'operator', script };
  const letter = ladder.findIndex((rung) => 'task' in rung.action && rung.action.task === 'sign');
  const rung = ladder[letter];
  const letterDay = rung ? stepDay(rung, obligation, rules) : null;
  if (!rung || letterDay === null || day < letterDay) return call;
  const drafted = obligation.done.some(
    (d) => d.step === rung.key || (isBrokenPromise(d) && dateOf(d.slot) >= letterDay),
  );
  return drafted ? (ladder.slice(letter + 1).find(({ action }) => 'task' in action)?.action ?? call) : rung.action;
}
