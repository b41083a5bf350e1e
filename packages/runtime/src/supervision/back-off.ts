/** How often a service has failed lately, and how long (ms) it now waits. */
export interface BackOff {
  readonly failures: number;
  readonly delayMs: number;
}

const FIRST_MS = 200;
const MOST_MS = 10_000;
/** Up that long, a service has recovered: its earlier crashes count no more. */
export const HEALTHY_MS = 60_000;

/**
 * How long a service waits before it is started again: 0.2 s after the first failure, twice as long after each further one, 10 s at most.
 * @param failures how often it has failed before this time
 * @param upMs how long (ms) it was up before it failed; 0 when it could not be started
 */
export function backOff(failures: number, upMs: number): BackOff {
  const before = upMs >= HEALTHY_MS ? 0 : failures;
  return { failures: before + 1, delayMs: Math.min(MOST_MS, FIRST_MS * 2 ** before) };
}
