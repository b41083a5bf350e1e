import type { Outcome } from './refusal.js';

/** Pauses (ms) before the repeats while the server is busy: a database that restarts is back within them. */
export const PAUSES: readonly number[] = [2_000, 5_000, 10_000];

export interface Patience {
  readonly wait: (ms: number) => Promise<void>;
  /** Before each pause: the repeat that follows, from 1. */
  readonly onBusy: (attempt: number) => void;
}

/** Sends again by itself while the server says that it is busy; every other answer is the caller's to show. */
export async function patiently<T>(send: () => Promise<Outcome<T>>, { wait, onBusy }: Patience): Promise<Outcome<T>> {
  let outcome = await send();
  for (const [index, pause] of PAUSES.entries()) {
    if (outcome.ok || outcome.refusal.kind !== 'busy') return outcome;
    onBusy(index + 1);
    await wait(pause);
    outcome = await send();
  }
  return outcome;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => window.setTimeout(resolve, ms));
