import { continueAsNew } from '@temporalio/workflow';
import { workflowNow } from './clock.js';
import type { Inputs } from './names.js';
import { momentOf, pace } from './pace.js';
import { roundTick } from './proxies.js';

/** One requirement and period: waits for the due, then for the last sheet or the cut-off. */
export async function round(input: Inputs['round']): Promise<void> {
  const rhythm = pace();
  for (;;) {
    const asked = workflowNow();
    const tick = await roundTick({ ...input, now: asked });
    rhythm.tell(tick.summary);
    if (tick.done && !rhythm.pending) return;
    if (rhythm.tooLong) {
      await rhythm.handlersDone();
      await continueAsNew<typeof round>(input);
    }
    await rhythm.rest(momentOf(asked, tick), tick.summary);
  }
}
