// Builds the bundled form of both processes at build time.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../scripts/lib/bundle-program.mjs';

const built = (name) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url));
const { resolve } = createRequire(import.meta.url);

await bundleProgram(built('activity-process'));
await bundleProgram(built('workflow-process'), {
  threads: [resolve('@temporalio/worker/lib/workflow/workflow-worker-thread')],
});
