// Builds the one-file form of both processes at build time.
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../scripts/lib/bundle-program.mjs';

// Temporal's SDK has native parts and starts threads from files of its own; OpenTelemetry is loaded only by whoever traces.
const external = [/^@temporalio\//, /^@opentelemetry\//, /^pg-native$/];

for (const name of ['activity-process', 'workflow-process'])
  await bundleProgram(fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url)), { external });
