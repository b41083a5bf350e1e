import { setInterval } from 'node:timers';

/**
 * Runs in a thread of the child: a parser that hangs never gives the main thread back, but this thread still sees the whole
 * process grow beyond its memory, or its parent die. The 15 seconds are the parent's to watch (pool.ts).
 */
const MOST_MEMORY = 700 * 1024 * 1024;
const EVERY_MS = 100;
const parent = process.ppid;

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
