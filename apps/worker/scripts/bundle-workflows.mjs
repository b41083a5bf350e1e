// Bundles the workflows once, at build time.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const entry = fileURLToPath(import.meta.resolve('@duban/workflows/workflows'));
const { code } = await bundleWorkflowCode({ workflowsPath: entry, logger: new DefaultLogger('WARN') });
await writeFile(fileURLToPath(new URL('../dist/workflow-bundle.cjs', import.meta.url)), code);
