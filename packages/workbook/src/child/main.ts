import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * The child's program. The watchdog starts first, beside the loading of the rest, and no request is taken before it watches:
 * else the first hostile file of a fresh child would run unguarded.
 */
process.on('disconnect', () => process.exit());
const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), { workerData: { parent: process.ppid } });
const [{ serve }] = await Promise.all([import('./serve.js'), once(watchdog, 'message')]);
watchdog.unref();
serve();
