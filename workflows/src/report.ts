import { continueAsNew } from '@temporalio/workflow';
import { workflowNow } from './clock.js';
import type { Inputs } from './names.js';
import { momentOf, pace } from './pace.js';
import { reportTick } from './proxies.js';

/** One document: compiled when its rounds are merged, then 核稿 → 会签 → 签发 at people's pace. */
export async function report(input: Inputs['report']): Promise<void> {
  const rhythm = pace();
  for (;;) {
    const asked = workflowNow();
    const tick = await reportTick({ ...input, now: asked });
    rhythm.tell(tick.summary);
    if (tick.done && !rhythm.pending) return;
    if (rhythm.tooLong) {
      await rhythm.handlersDone();
      await continueAsNew<typeof report>(input);
    }
    await rhythm.rest(momentOf(asked, tick), tick.summary);
  }
}
