/**
 * `npm run chaos -- --rounds 30 --seed 1`: kills the live system's processes, one after another and at random, during uploads and sends,
 * and checks that nothing acknowledged is lost (apps/cli/test/live/chaos.test.ts).
 */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { root } from './lib/commands.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '30' }, seed: { type: 'string', default: '20261124' } },
});
bootstrap();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/live/chaos.test.ts'], {
  cwd: join(root, 'apps/cli'),
  stdio: 'inherit',
  env: { ...process.env, DUBAN_CHAOS_ROUNDS: values.rounds, DUBAN_CHAOS_SEED: values.seed },
});
process.exitCode = status ?? 1;
