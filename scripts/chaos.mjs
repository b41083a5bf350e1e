/**
 * `npm run chaos -- --rounds 30 --seed 1`: kills processes, one after another and at random, and checks that nothing acknowledged is lost.
 * `--suite live` (unless said otherwise): every process of the live system, during uploads and sends (apps/cli/test/live/chaos.test.ts);
 * `--suite hand-ins`: API and database under eight writers (apps/api/test/faults/kills.test.ts);
 * `--suite planner`: whole campaigns on the planner and a ledger in memory, one a seed (packages/campaign/test/simulation).
 * `--suite ledger`: reminders on PostgreSQL under people and faults, one world a seed (packages/actions/test/simulation);
 * `--suite temporal`: whole rehearsals, the activity process killed (packages/rehearsal/test/simulation).
 * `--seconds 120` begins no further seed of the last two after two minutes. The last line says how many tests passed; what a seed told stands above it.
 */

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { root } from './lib/commands.mjs';
import { report, suiteRow } from './lib/test-results.mjs';

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'live' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '20261124' },
  },
});
const suites = {
  live: ['apps/cli', 'test/live/chaos.test.ts'],
  'hand-ins': ['apps/api', 'test/faults/kills.test.ts'],
  planner: ['packages/campaign', 'test/simulation/simulation.test.ts', '20000'],
  ledger: ['packages/actions', 'test/simulation/ledger.test.ts', '300'],
  temporal: ['packages/rehearsal', 'test/simulation/temporal.test.ts', '25'],
};
const [room, file, rounds = '30'] = suites[values.suite] ?? [];
if (room === undefined) {
  console.error(`没有“${values.suite}”。有这些：${Object.keys(suites).join('、')}`);
  process.exit(2);
}
bootstrap();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const results = '.results/vitest-chaos.json';
rmSync(join(root, room, results), { force: true });
spawnSync(process.execPath, [vitest, 'run', file], {
  cwd: join(root, room),
  stdio: 'inherit',
  env: {
    ...process.env,
    DUBAN_TEST_RESULTS: results,
    DUBAN_CHAOS_ROUNDS: values.rounds ?? rounds,
    DUBAN_CHAOS_SEED: values.seed,
    ...(values.seconds === undefined ? {} : { DUBAN_CHAOS_SECONDS: values.seconds }),
  },
});
process.exitCode = report([suiteRow(`chaos ${values.suite}`, join(root, room, results), root)]) ? 0 : 1;
