// Bundles the workflows once, at build time.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const entry = fileURLToPath(import.meta.resolve('@duban/workflows/workflows'));
// Bundled whether or not payloads are sealed: without a codec the words of an error lie in a payload in clear.
const failureConverterPath = fileURLToPath(import.meta.resolve('@duban/workflows/failure-converter'));
const { code } = await bundleWorkflowCode({
  workflowsPath: entry,
  failureConverterPath,
  logger: new DefaultLogger('WARN'),
});
await writeFile(fileURLToPath(new URL('../dist/workflow-bundle.cjs', import.meta.url)), code);
