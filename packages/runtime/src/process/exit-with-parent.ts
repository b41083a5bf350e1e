import { isMainThread } from 'node:worker_threads';

const LOOK_MS = 250;
const CLEANUP_MS = 2_000;
const cleanups: (() => unknown)[] = [];
let watching = false;

/**
 * In a process started by `forkKept`: ends this process when its parent is gone, however that happened. `forkKept` preloads it, so
 * calling it is only needed to add a clean-up, which gets two seconds. Does nothing in a worker thread or without a parent's channel.
 */
export function exitWithParent(cleanup?: () => unknown): void {
  if (cleanup !== undefined) cleanups.push(cleanup);
  if (watching || !isMainThread || process.send === undefined) return;
  watching = true;
  // A look now and then instead of a listener for 'disconnect': a listener would hold the process when it has nothing else to do, and
  // unref() on the channel would end a process that only waits for messages.
  const timer = setInterval(() => {
    if (process.connected) return;
    clearInterval(timer);
    void leave();
  }, LOOK_MS);
  timer.unref();
}

async function leave(): Promise<void> {
  const limit = setTimeout(() => process.exit(1), CLEANUP_MS);
  await Promise.allSettled(cleanups.map(async (cleanup) => cleanup()));
  clearTimeout(limit);
  process.exit(0);
}
