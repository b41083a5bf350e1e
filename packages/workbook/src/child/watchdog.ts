import { setInterval } from 'node:timers';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * Runs in a thread of the child: a parser that hangs never gives the main thread back, but this thread still sees the whole
 * process grow beyond its memory, or its parent die. The 15 seconds are the parent's to watch (pool.ts).
 * The parent's id comes from the main thread: asked for here it could already be that of whoever adopted an orphan.
 */
const MOST_MEMORY = 700 * 1024 * 1024;
const EVERY_MS = 100;
const { parent } = workerData as { readonly parent: number };

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
parentPort?.postMessage('watching');
