import type { Instant } from '@duban/base';
import type { Expansion, RoundPlan } from './expand.js';
import { lateFrom } from './punctuality.js';

/** Whether a round's due has passed: whoever is asked for it only now would be late at once. */
export function isOver({ due, dueTime }: Pick<RoundPlan, 'due' | 'dueTime'>, now: Instant): boolean {
  return lateFrom(due, dueTime) <= now;
}

/**
 * What a launch makes of an expansion: rounds whose due is over by then are owed by nobody, like those that were due before the notice was
 * out. Nobody was asked in time, so nobody is late; a bureau that still wants them sets another due first.
 */
export function atLaunch(expansion: Expansion, now: Instant): Expansion {
  const over = (round: RoundPlan): boolean => isOver(round, now);
  return {
    ...expansion,
    rounds: expansion.rounds.filter((round) => !over(round)),
    past: [...expansion.past, ...expansion.rounds.filter(over)],
  };
}
