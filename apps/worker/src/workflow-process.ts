import { fileURLToPath } from 'node:url';
import { exitWithParent } from '@duban/runtime';
import { QUEUES } from '@duban/workflows';
import { NativeConnection, Worker } from '@temporalio/worker';
import { readWorkerConfig } from './config.js';
import { quiet, runWorkers } from './run-workers.js';

exitWithParent();
quiet();
const config = readWorkerConfig();
const native = await NativeConnection.connect({ address: config.temporalAddress });
const worker = await Worker.create({
  connection: native,
  taskQueue: QUEUES.workflows,
  // Bundled at build time: a worker starts without webpack, and every process runs the same code.
  workflowBundle: { codePath: fileURLToPath(new URL('./workflow-bundle.cjs', import.meta.url)) },
});
await runWorkers([worker]);
await native.close();
process.exit(0);
