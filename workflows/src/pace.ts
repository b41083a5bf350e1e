import { allHandlersFinished, condition, defineSignal, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { POKE } from './names.js';

export const poked = defineSignal(POKE);

/** What a workflow waits on between two looks: a poke that has come, or its time. */
export interface Pace {
  /** Waits for a poke or `waitMs` (null: for a poke only), whichever comes first; the summary is what the Temporal UI shows meanwhile. */
  rest(waitMs: number | null, summary: string): Promise<void>;
  /** A poke came that no look has answered yet: not the moment to end. */
  readonly pending: boolean;
  /** The history has grown long: continue as new as soon as no handler runs. */
  readonly tooLong: boolean;
  handlersDone(): Promise<void>;
}

/** Installs the poke handler. A poke that comes while the workflow is looking makes it look once more. */
export function pace(): Pace {
  let pokes = 0;
  setHandler(poked, () => {
    pokes++;
  });
  return {
    async rest(waitMs, summary) {
      setCurrentDetails(summary);
      const woken = (): boolean => pokes > 0;
      // condition(fn, 0) records a patch: at least one millisecond.
      if (waitMs === null) await condition(woken);
      else await condition(woken, Math.max(1, waitMs), { summary });
      pokes = 0;
    },
    get pending() {
      return pokes > 0;
    },
    get tooLong() {
      return workflowInfo().continueAsNewSuggested;
    },
    handlersDone: () => condition(allHandlersFinished),
  };
}

/** The sooner of two waits; null means "not by itself". */
export function sooner(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
