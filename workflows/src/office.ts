import { continueAsNew } from '@temporalio/workflow';
import type { Inputs } from './names.js';
import { pace, sooner } from './pace.js';
import { chaseTick, deliver } from './proxies.js';

/** The chaser of one office: looks at the ledger, sends what is due, waits for the next step or a poke. No rule in here. */
export async function office(input: Inputs['office']): Promise<void> {
  const rhythm = pace();
  for (;;) {
    const tick = await chaseTick({ ...input, now: Date.now() });
    let wait = tick.waitMs;
    for (const message of tick.deliver) wait = sooner(wait, (await deliver({ message, now: Date.now() })).waitMs);
    const sentAll = wait === tick.waitMs;
    if (rhythm.tooLong) {
      await rhythm.handlersDone();
      await continueAsNew<typeof office>(input);
    }
    if (tick.done && sentAll && !rhythm.pending) return;
    await rhythm.rest(wait, tick.summary);
  }
}
