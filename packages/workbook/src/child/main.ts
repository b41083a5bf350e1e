import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';

/**
 * The child's program. The watchdog starts first, beside the loading of the rest, and no request is taken before it watches:
 * else the first hostile file of a fresh child would run unguarded.
 */
process.on('disconnect', () => process.exit());
// V8 optimises code four times later than it would: of a child's first hundred jobs a quarter of the CPU time went into that, and
// over many hundreds it makes no difference (docs/benchmarks.md). A V8 without this setting passes it over.
setFlagsFromString('--interrupt-budget=500000');
const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), { workerData: { parent: process.ppid } });
const [{ serve }] = await Promise.all([import('./serve.js'), once(watchdog, 'message')]);
watchdog.unref();
serve();
