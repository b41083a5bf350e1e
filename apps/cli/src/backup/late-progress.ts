import { stopwatch } from '@duban/base/clock';
import { progressLine } from '../progress-line.js';

const QUIET_MS = 1_000;

/** Progress of something that is often done at once: silent for the first second. */
export function lateProgress(stream: NodeJS.WriteStream): {
  /** What is told how far `step` has come, 0 to 1. */
  of(step: string): (share: number) => void;
  done(): void;
} {
  const line = progressLine(stream);
  const elapsed = stopwatch();
  return {
    of: (step) => (share) => {
      if (elapsed() >= QUIET_MS) line.show({ step, share });
    },
    done: () => line.done(),
  };
}
