import { continueAsNew } from '@temporalio/workflow';
import { workflowNow } from './clock.js';
import { deliverAll } from './deliveries.js';
import type { Inputs } from './names.js';
import { momentOf, pace, sooner } from './pace.js';
import { chaseTick } from './proxies.js';

/** The chaser of one office: looks at the ledger, sends what is due, waits for the next step or a poke. No rule in here. */
export async function office(input: Inputs['office']): Promise<void> {
  const rhythm = pace();
  for (;;) {
    const asked = workflowNow();
    const tick = await chaseTick({ ...input, now: asked });
    rhythm.tell(tick.summary);
    // One after the other: an office's people get its messages in the order they were planned.
    let again = await deliverAll({ messages: tick.deliver, width: 1 }, rhythm);
    let next = momentOf(asked, tick);
    const { leaving } = tick;
    if (leaving && next !== null && again === null && !rhythm.tooLong) {
      if (await rhythm.rest(next, tick.summary)) continue;
      again = await deliverAll({ messages: leaving.messages, width: 1 }, rhythm);
      next = momentOf(next, { waitMs: leaving.restMs });
    }
    if (rhythm.tooLong) {
      await rhythm.handlersDone();
      await continueAsNew<typeof office>(input);
    }
    if (tick.done && again === null && !rhythm.pending) return;
    await rhythm.rest(sooner(next, again), tick.summary);
  }
}
