import { setTimeout as sleep } from 'node:timers/promises';
import { DubanError } from '@duban/base';
import { type ForkedProcess, type ForkKeptOptions, forkKept } from './fork-kept.js';

export interface ForkReadyOptions extends Omit<ForkKeptOptions, 'onMessage'> {
  /** The service's name, for the error message. */
  readonly name: string;
  readonly seconds: number;
}

/**
 * Forks a Node module of ours (see {@link forkKept}) and waits for its first message, by which it says that it is ready.
 * @throws DubanError `service-exited` when it ended first, `service-not-ready` when its time is up (it is then killed).
 */
export async function forkReady(
  modulePath: string,
  { name, seconds, ...options }: ForkReadyOptions,
): Promise<ForkedProcess> {
  let said: () => void = () => undefined;
  const ready = new Promise<'ready'>((resolve) => {
    said = () => resolve('ready');
  });
  const child = forkKept(modulePath, [], { ...options, onMessage: said });
  const over = new AbortController();
  const limit = sleep(seconds * 1000, 'late' as const, { signal: over.signal }).catch(() => 'late' as const);
  const first = await Promise.race([ready, child.exited, limit]);
  over.abort();
  if (first === 'ready') return child;
  const output = child.tail();
  if (first === 'late') {
    await child.kill();
    throw new DubanError('service-not-ready', { name, seconds, output });
  }
  throw new DubanError('service-exited', { name, reason: first.signal ?? `exit code ${first.code}`, output });
}
