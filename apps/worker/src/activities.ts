import { campaignTick } from '@duban/actions/campaign-tick';
import { chaseTick } from '@duban/actions/chase-tick';
import type { SendingContext } from '@duban/actions/context';
import { deliverMessage } from '@duban/actions/deliver-message';
import { reportTick } from '@duban/actions/report-tick';
import { roundTick } from '@duban/actions/round-tick';
import { type Instant, instant } from '@duban/base';
import type { Activities } from '@duban/workflows';

/** Who asks for activities. */
export interface Caller {
  /** Tells the caller, until what is returned is called, that the activity under way is alive. */
  attend(): () => void;
  /** How long ago (ms) the activity under way was asked for. */
  lateness(): number;
}

export interface Calling {
  readonly caller: Caller;
  /** Hands on what an activity poked. */
  readonly relay: () => Promise<void>;
  /** Campaign time at a moment of server time. */
  readonly campaignTime: (server: Instant) => Promise<Instant>;
}

/**
 * Each activity is one call of an action, with the workflow's server time turned into campaign time. `relay` runs before the activity
 * is reported done, so whatever the action poked is signalled before a time-skipping server may move on.
 */
export function createActivities(ctx: SendingContext, { caller, relay, campaignTime }: Calling): Activities {
  // The process before this one may have died between a poke and its relay: the first activity relays in any case.
  let relayed = -1;
  const relayPoked = async (): Promise<void> => {
    const poked = ctx.ledger.poked();
    if (poked === relayed) return;
    await relay();
    relayed = Math.max(relayed, poked);
  };
  const run = async <T extends { readonly waitMs: number | null }>(
    at: { now: number },
    work: (now: Instant) => Promise<T>,
  ): Promise<T> => {
    const leave = caller.attend();
    try {
      const late = caller.lateness();
      const result = await work(await campaignTime(instant(Math.floor(at.now + late))));
      await relayPoked();
      // The workflow counts from when it asked.
      return result.waitMs === null ? result : { ...result, waitMs: result.waitMs + late };
    } finally {
      leave();
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
