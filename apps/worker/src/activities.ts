import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import type { SendingContext } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { reportTick } from '@duban/actions/report-tick';
import { roundTick } from '@duban/actions/round-tick';
import { type Instant, instant } from '@duban/base';
import { campaignTime } from '@duban/ledger';
import type { Activities } from '@duban/workflows';
import { heartbeat } from '@temporalio/activity';

/** How often a running activity says that its process is alive; the workflows give it ten seconds. */
const HEARTBEAT_MS = 2_000;

/**
 * Each activity is one call of an action, with the workflow's server time turned into campaign time. `relay` runs before the activity
 * is reported done, so whatever the action poked is signalled before a time-skipping server may move on.
 */
export function createActivities(ctx: SendingContext, relay: () => Promise<void>): Activities {
  const run = async <T>(at: { now: number }, work: (now: Instant) => Promise<T>): Promise<T> => {
    const beat = setInterval(() => heartbeat(), HEARTBEAT_MS);
    try {
      const result = await work(await campaignTime(ctx.ledger.db, instant(Math.floor(at.now))));
      await relay();
      return result;
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
