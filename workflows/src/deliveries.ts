import { ActivityFailure } from '@temporalio/common';
import { workflowNow } from './clock.js';
import { momentOf, type Pace, sooner } from './pace.js';
import { deliver } from './proxies.js';

/** When a message whose attempts all broke off is tried again. What is wrong with it needs a person; the chaser goes on meanwhile. */
const BROKEN_OFF_MS = 15 * 60_000;

export interface Batch {
  readonly messages: readonly string[];
  /** How many may be under way at once; one keeps their order. */
  readonly width: number;
}

/**
 * Makes one attempt for each message; answers the moment from which one of them may be tried again (null: none waits).
 * Breaks off when the history grows long: what is left is still open in the ledger, and the next run finds it there.
 */
export async function deliverAll({ messages, width }: Batch, rhythm: Pace): Promise<number | null> {
  let next: number | null = null;
  for (let i = 0; i < messages.length && !rhythm.tooLong; i += width) {
    const moments = await Promise.all(messages.slice(i, i + width).map(attempt));
    next = moments.reduce(sooner, next);
  }
  return next;
}

async function attempt(message: string): Promise<number | null> {
  const asked = workflowNow();
  try {
    return momentOf(asked, await deliver({ message, now: asked }));
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    return workflowNow() + BROKEN_OFF_MS;
  }
}
