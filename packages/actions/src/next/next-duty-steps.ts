import type { Instant } from '@duban/base';
import type { Duty } from '../duties/duty.js';
import type { Ahead } from './step-ahead.js';

/** The next step of each of the bureau's own duties that still run: the moments the campaign's workflow waits for. */
export function nextDutySteps(running: readonly Duty[], now: Instant): Ahead[] {
  return running.flatMap(({ heading, what, task, steps }): Ahead[] => {
    const moments = [{ at: task.from, step: '列入待办' }, ...steps.map(({ at }) => ({ at, step: heading }))];
    // The first of one moment only: a task and a reminder at nine are one thing that happens.
    const [first] = moments.filter(({ at }) => at > now).sort((a, b) => a.at - b.at);
    return first ? [{ at: first.at, words: () => ({ office: null, what, step: first.step }) }] : [];
  });
}
