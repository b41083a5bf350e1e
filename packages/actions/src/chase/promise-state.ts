import type { Instant } from '@duban/base';
import { dateOf, endOfDay } from '@duban/base/time';

/** What became of a promise: computed from what came in, never stored. */
export type PromiseState = 'open' | 'kept' | 'broken';

export interface Promised {
  readonly until: Instant;
  /** What it was about: when a sheet came after the call, and whether one is still owed. */
  readonly about: readonly { readonly cameAt: Instant | null; readonly owed: boolean }[];
}

/** A promise for a day means that day: filing the same evening still keeps it. What is settled otherwise is not held against anybody. */
export function promiseState({ until, about }: Promised, now: Instant): PromiseState {
  const end = endOfDay(dateOf(until));
  if (about.every(({ cameAt, owed }) => (cameAt === null ? !owed : cameAt < end))) return 'kept';
  return now >= end ? 'broken' : 'open';
}
