import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '@duban/base';
import { stopwatch } from '@duban/base/clock';
import type { KeptProcess } from './kept-process.js';

export interface Readiness {
  /** The service's name, for the error message. */
  readonly name: string;
  readonly process: KeptProcess;
  readonly seconds: number;
  /** True once the service answers; called again and again, must not throw. */
  readonly probe: () => Promise<boolean>;
}

const PAUSE_MS = 25;

/**
 * Waits until a service answers.
 * @throws DubanError `service-exited` when it ended first, `service-not-ready` when its time is up (it is then killed).
 */
export async function waitUntilReady({ name, process: kept, seconds, probe }: Readiness): Promise<void> {
  let gone: string | undefined;
  void kept.exited.then(({ code, signal }) => {
    gone = signal ?? `exit code ${code}`;
  });
  const elapsed = stopwatch();
  while (elapsed() < seconds * 1000) {
    if (gone !== undefined) throw new DubanError('service-exited', { name, reason: gone, output: kept.tail() });
    if (await probe()) return;
    await sleep(PAUSE_MS);
  }
  const output = kept.tail();
  await kept.kill();
  throw new DubanError('service-not-ready', { name, seconds, output });
}
