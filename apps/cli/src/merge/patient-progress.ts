import { stopwatch } from '@duban/base/clock';
import { progressLine } from '../progress-line.js';
import { mergeWords as words } from './wording.js';

const QUIET_MS = 1_000;
const STEPS = { read: words.reading, mark: words.marking, merge: words.merging } as const;

/** Progress that stays silent for the first second: what is done at once needs no bar. Into a log only each step is written, once. */
export function patientProgress(stream: NodeJS.WriteStream): {
  show(step: keyof typeof STEPS, share: number): void;
  done(): void;
} {
  const line = progressLine(stream);
  const elapsed = stopwatch();
  return {
    show: (step, share) => {
      if (elapsed() < QUIET_MS) return;
      line.show({ step: STEPS[step], share: step === 'merge' || !stream.isTTY ? null : share });
    },
    done: () => line.done(),
  };
}
