import { fileURLToPath } from 'node:url';
import { exitWithParent } from '@duban/runtime';
import { QUEUES } from '@duban/workflows';
import { Runtime, Worker } from '@temporalio/worker';
import { readWorkerConfig } from './config.js';
import { installRuntime, runWorkers } from './run-workers.js';
import { reachAsWorker } from './temporal/connect-worker.js';
import { codecOf, workerConverterOf } from './temporal/data-converter.js';
import { namespaceOf } from './temporal/reach.js';
import { serveCodec } from './temporal/serve-codec.js';
import { startTracing } from './tracing.js';

/** The same workflows; the second also tells of what it decides. */
const PLAIN = './workflow-bundle.cjs';
const TRACED = './workflow-bundle-traced.cjs';

exitWithParent();
const config = await readWorkerConfig();
installRuntime('workflows', config.metrics);
const tracing = config.traces && (await startTracing(config.traces, 'workflows'));
const native = await reachAsWorker(config);
const worker = await Worker.create({
  connection: native,
  namespace: namespaceOf(config),
  dataConverter: workerConverterOf(config),
  taskQueue: QUEUES.workflows,
  // Bundled at build time: a worker starts without webpack, and every process runs the same code.
  workflowBundle: { codePath: fileURLToPath(new URL(tracing ? TRACED : PLAIN, import.meta.url)) },
  ...(tracing ? { plugins: [tracing.plugin] } : {}),
});
const codec = codecOf(config);
const endServing =
  codec && config.codec
    ? await serveCodec(codec, config.codec).catch((error: unknown) => {
        // Somebody has the port: the pages show less, the campaign goes on.
        Runtime.instance().logger.warn('the Temporal UI will show sealed payloads', { error });
      })
    : undefined;
await runWorkers([worker]);
await endServing?.();
await Promise.all([native.close(), tracing?.end()]);
process.exit(0);
