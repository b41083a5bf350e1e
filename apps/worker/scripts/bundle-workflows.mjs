// Bundles the workflows at build time: plain, and with what traces them.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const entry = fileURLToPath(import.meta.resolve('@duban/workflows/workflows'));
// Bundled whether or not payloads are sealed: without a codec the words of an error lie in a payload in clear.
const failureConverterPath = fileURLToPath(import.meta.resolve('@duban/workflows/failure-converter'));
const tracing = fileURLToPath(import.meta.resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors'));

await bundle('workflow-bundle.cjs', []);
await bundle('workflow-bundle-traced.cjs', [tracing]);

async function bundle(name, workflowInterceptorModules) {
  const { code } = await bundleWorkflowCode({
    workflowsPath: entry,
    failureConverterPath,
    workflowInterceptorModules,
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(fileURLToPath(new URL(`../dist/${name}`, import.meta.url)), code);
}
