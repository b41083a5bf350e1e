import { type Instant, instant } from './instant.js';

/** Where "now" comes from. Rules never read it; they are given `now`. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock: the only place of the program that reads it. */
export const systemClock: Clock = { now: () => instant(Date.now()) };

/** A clock that stands where it is put, for tests. */
export class FixedClock implements Clock {
  #at: Instant;
  constructor(at: Instant) {
    this.#at = at;
  }
  now(): Instant {
    return this.#at;
  }
  set(at: Instant): void {
    this.#at = at;
  }
}

/** Milliseconds since an arbitrary start, monotonic: for progress lines and leases of real resources, never for campaign time. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
