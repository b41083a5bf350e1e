import { type Clock, systemClock } from '@duban/base/clock';
import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Caller } from '../activities.js';

/** How often a running activity says that its process is alive; the workflows give it ten seconds. */
const HEARTBEAT_MS = 2_000;

/** The Temporal server as the caller of activities: each is asked inside the SDK's context of that one. */
export function temporalCaller(clock: Clock = systemClock): Caller {
  return {
    attend: () => {
      const beat = setInterval(() => heartbeat(), HEARTBEAT_MS);
      return () => clearInterval(beat);
    },
    lateness: () => lateness(clock),
  };
}

/**
 * How long ago (ms) the workflow asked: the task has waited in its queue behind other mail, or this is a retry after an outage. A lease
 * counted from the question could be over before the attempt began. A time-skipping server's time only ever runs ahead of ours, and
 * stands still while a task waits: there the queue's share comes to zero by itself.
 */
function lateness(clock: Clock): number {
  const { scheduledTimestampMs: asked, currentAttemptScheduledTimestampMs: attempt } = activityInfo();
  return Math.max(0, attempt - asked, clock.now() - asked);
}
