import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import type { SendingContext } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { reportTick } from '@duban/actions/report-tick';
import { roundTick } from '@duban/actions/round-tick';
import { type Instant, instant } from '@duban/base';
import { type Clock, systemClock } from '@duban/base/clock';
import { campaignTime } from '@duban/ledger';
import type { Activities } from '@duban/workflows';
import { activityInfo, heartbeat } from '@temporalio/activity';

/** How often a running activity says that its process is alive; the workflows give it ten seconds. */
const HEARTBEAT_MS = 2_000;

/**
 * Each activity is one call of an action, with the workflow's server time turned into campaign time. `relay` runs before the activity
 * is reported done, so whatever the action poked is signalled before a time-skipping server may move on.
 */
export function createActivities(
  ctx: SendingContext,
  relay: () => Promise<void>,
  clock: Clock = systemClock,
): Activities {
  const run = async <T extends { readonly waitMs: number | null }>(
    at: { now: number },
    work: (now: Instant) => Promise<T>,
  ): Promise<T> => {
    const beat = setInterval(() => heartbeat(), HEARTBEAT_MS);
    try {
      const late = lateness(clock);
      const result = await work(await campaignTime(ctx.ledger.db, instant(Math.floor(at.now + late))));
      await relay();
      // The workflow counts from when it asked.
      return result.waitMs === null ? result : { ...result, waitMs: result.waitMs + late };
    } finally {
      clearInterval(beat);
    }
  };
  return {
    campaignTick: (at) => run(at, (now) => campaignTick(ctx, { ...at, now })),
    chaseTick: (at) => run(at, (now) => chaseTick(ctx, { ...at, now })),
    roundTick: (at) => run(at, (now) => roundTick(ctx, { ...at, now })),
    reportTick: (at) => run(at, (now) => reportTick(ctx, { ...at, now })),
    deliver: (at) => run(at, (now) => deliverMessage(ctx, { ...at, now })),
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
