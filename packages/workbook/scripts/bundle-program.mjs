// Builds the bundled form of the pool's child at build time.
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../../../scripts/lib/bundle-program.mjs';

await bundleProgram(fileURLToPath(new URL('../dist/child/main.js', import.meta.url)));
