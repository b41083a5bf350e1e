import { setTimeout as sleep } from 'node:timers/promises';
import { stopwatch } from '@duban/base/clock';

/** Real time, as the supervisor uses it; tests bring their own. */
export interface Timing {
  /** Starts a watch; what it returns reads the milliseconds since. */
  stopwatch(): () => number;
  /** Resolves after `ms`, or at once when the signal is given. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const realTiming: Timing = {
  stopwatch,
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};
