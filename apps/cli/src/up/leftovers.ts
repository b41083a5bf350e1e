import { setTimeout as sleep } from 'node:timers/promises';
import { stopwatch } from '@duban/base/clock';
import { type RuntimeFile, sameProcess } from '@duban/runtime';

/** Services whose keeper was killed need up to 3 s to finish; then they are killed. */
const PATIENCE_MS = 6_000;
const PAUSE_MS = 50;

/** Waits until no service of an earlier run is left that was killed: two Temporals must not open one file. */
export async function waitForLeftovers(before: RuntimeFile | null): Promise<void> {
  const elapsed = stopwatch();
  while (elapsed() < PATIENCE_MS) {
    const left = await Promise.all(Object.values(before?.services ?? {}).map(sameProcess));
    if (!left.includes(true)) return;
    await sleep(PAUSE_MS);
  }
}
