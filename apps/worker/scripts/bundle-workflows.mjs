// Bundles the workflows at build time: plain, with what traces them, and as a rehearsal runs them without a server.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { rolldown } from 'rolldown';

const entry = fileURLToPath(import.meta.resolve('@duban/workflows/workflows'));
// Bundled whether or not payloads are sealed: without a codec the words of an error lie in a payload in clear.
const failureConverterPath = fileURLToPath(import.meta.resolve('@duban/workflows/failure-converter'));
const tracing = fileURLToPath(import.meta.resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors'));

await bundle('workflow-bundle.cjs', []);
await bundle('workflow-bundle-traced.cjs', [tracing]);

// The libraries stay outside: whoever runs this answers for them (src/in-process/workflow-api.ts).
const inProcess = await rolldown({ input: entry, external: /^@temporalio\// });
const { output } = await inProcess.generate({ format: 'cjs' });
// A function that gives each run its own instance of the code, with its own libraries and clock: no text is run as code.
const factory = `export function workflowsOf(require, Date) {\nconst exports = {};\n${output[0].code}\nreturn exports;\n}\n`;
await writeFile(built('in-process-workflows.js'), factory);

async function bundle(name, workflowInterceptorModules) {
  const { code } = await bundleWorkflowCode({
    workflowsPath: entry,
    failureConverterPath,
    workflowInterceptorModules,
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(built(name), code);
}

function built(name) {
  return fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
}
