/** `npm start`: install and build what is missing, then run the live system. What follows `--` goes to `duban up`. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { root, runNode } from './lib/commands.mjs';

bootstrap();

const keptAlive = pathToFileURL(join(root, 'packages/runtime/dist/process/exit-with-parent-preload.js')).href;
const cli = join(root, 'apps/cli/bin/duban.js');
process.exitCode = await runNode(['--import', keptAlive, cli, 'up', ...process.argv.slice(2)]);
