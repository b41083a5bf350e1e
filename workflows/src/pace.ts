import {
  allHandlersFinished,
  condition,
  defineSignal,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { workflowNow } from './clock.js';
import { POKE } from './names.js';

export const poked = defineSignal(POKE);

/** What a workflow waits on between two looks: a poke that has come, or its time. */
export interface Pace {
  /** What the Temporal UI shows as the present state, also after the end. */
  tell(summary: string): void;
  /**
   * Waits for a poke or the moment `until` (null: for a poke only), whichever comes first; whether it was a poke. The summary is what the
   * Temporal UI shows meanwhile.
   */
  rest(until: number | null, summary: string): Promise<boolean>;
  /** A poke came that no look has answered yet: not the moment to end. */
  readonly pending: boolean;
  /** The history has grown long: continue as new as soon as no handler runs. */
  readonly tooLong: boolean;
  handlersDone(): Promise<void>;
}

/** No campaign looks further ahead, and a server refuses or cuts timers of centuries: one look a year too many is harmless. */
const LONGEST_REST_MS = 365 * 24 * 3_600_000;

/** Installs the poke handler. A poke that comes while the workflow is looking makes it look once more. */
export function pace(): Pace {
  let pokes = 0;
  setHandler(poked, () => {
    pokes++;
  });
  return {
    tell: (summary) => setCurrentDetails(summary),
    async rest(until, summary) {
      const woken = (): boolean => pokes > 0;
      // condition(fn, 0) records a patch: at least one millisecond.
      if (until === null) await condition(woken);
      else await condition(woken, Math.min(Math.max(1, until - workflowNow()), LONGEST_REST_MS), { summary });
      const byPoke = woken();
      pokes = 0;
      return byPoke;
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

/**
 * The moment that lies `waitMs` after the question (null: none). A moment, not a span: an answer that took hours, because the database
 * was away or mail was slow, must not put the next look off by as much.
 */
export function momentOf(asked: number, { waitMs }: { readonly waitMs: number | null }): number | null {
  return waitMs === null ? null : asked + waitMs;
}

/** The sooner of two moments; null means "not by itself". */
export function sooner(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
