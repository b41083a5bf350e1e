import { continueAsNew } from '@temporalio/workflow';
import { childrenOf, startAll } from './children.js';
import { workflowNow } from './clock.js';
import { deliverAll } from './deliveries.js';
import type { Inputs } from './names.js';
import { momentOf, pace, sooner } from './pace.js';
import { campaignTick } from './proxies.js';

/** Children started at once: a parent with thousands of pending starts slows the server down. */
const WINDOW = 25;
/** Children started by one run, far below the 2,000 that a server allows to be open; the next run goes on, so histories stay short. */
const CHILDREN_PER_RUN = 100;
/** Messages under way at once, as many as a mail worker takes; they go to different people but for the officer's. */
const MAILS_AT_ONCE = 4;

/** The campaign: keeps its offices, rounds and report running, holds the morning, sends what belongs to no office. */
export async function campaign({ campaign: id, startedTo = '' }: Inputs['campaign']): Promise<void> {
  const rhythm = pace();
  let reached = startedTo;
  let known: Set<string> | undefined;
  for (;;) {
    const asked = workflowNow();
    const tick = await campaignTick({ campaign: id, now: asked });
    rhythm.tell(tick.summary);
    const children = childrenOf(id, tick.running);
    // Known are those of earlier runs; what an amendment adds later is new wherever its id lies.
    known ??= new Set(children.filter((child) => child.id <= startedTo).map((child) => child.id));
    const fresh = children.filter((child) => !known?.has(child.id));
    const batch = fresh.slice(0, CHILDREN_PER_RUN);
    await startAll(batch, { width: WINDOW, titles: tick.titles });
    for (const child of batch) {
      known.add(child.id);
      if (child.id > reached) reached = child.id;
    }
    const again = await deliverAll({ messages: tick.deliver, width: MAILS_AT_ONCE }, rhythm);
    if (rhythm.tooLong || fresh.length > batch.length) {
      await rhythm.handlersDone();
      await continueAsNew<typeof campaign>({ campaign: id, startedTo: reached });
    }
    if (tick.done && again === null && !rhythm.pending) return;
    await rhythm.rest(sooner(momentOf(asked, tick), again), tick.summary);
  }
}
