// Builds the bundled form of the command line at build time.
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../scripts/lib/bundle-program.mjs';

await bundleProgram(fileURLToPath(new URL('../dist/main.js', import.meta.url)));
