/**
 * `npm run chaos -- --rounds 30 --seed 1`: kills processes, one after another and at random, and checks that nothing acknowledged is lost.
 * `--suite live` (unless said otherwise): every process of the live system, during uploads and sends (apps/cli/test/live/chaos.test.ts);
 * `--suite hand-ins`: API and database under eight writers (apps/api/test/faults/kills.test.ts);
 * `--suite planner`: whole campaigns on the planner and a ledger in memory, one a seed (packages/campaign/test/simulation).
 * `--suite ledger`: reminders on PostgreSQL under people and faults, one world a seed (packages/actions/test/simulation);
 * `--suite temporal`: whole rehearsals, the activity process killed (packages/rehearsal/test/simulation);
 * `--suite simulation`: the last two side by side, as `.ci/run` plays them.
 * The seeds of a suite that computes are spread over two processes. `--seconds 120` begins no further seed of the last two after two
 * minutes. The last line says how many tests passed; how many seeds were played, and what broke, stands above it.
 */

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { chaosJobs, chaosNames, seedsPlayed } from './lib/chaos-suites.mjs';
import { quietEnv, root } from './lib/commands.mjs';
import { report, suiteRow } from './lib/test-results.mjs';

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'live' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '20261124' },
  },
});
const jobs = chaosJobs(values.suite, {
  rounds: values.rounds === undefined ? undefined : Number(values.rounds),
  seed: Number(values.seed),
});
if (jobs === undefined) {
  console.error(`没有“${values.suite}”。有这些：${chaosNames.join('、')}`);
  process.exit(2);
}
bootstrap();
const output = new Map(jobs.map(({ suite }) => [suite, '']));
const rows = await Promise.all(jobs.map(play));
for (const [suite, said] of output) {
  const seeds = seedsPlayed(said);
  if (seeds !== null) console.log(`${suite}：${seeds.of} 个种子跑了 ${seeds.played} 个`);
}
process.exitCode = report(rows) ? 0 : 1;

/** Runs one test process to its end, passing on what it says. */
async function play({ name, suite, room, file, first, rounds, part }) {
  const results = `.results/vitest-chaos-${part}.json`;
  rmSync(join(root, room, results), { force: true });
  const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', file], {
    cwd: join(root, room),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...quietEnv,
      DUBAN_TEST_RESULTS: results,
      DUBAN_CHAOS_ROUNDS: String(rounds),
      DUBAN_CHAOS_SEED: String(first),
      ...(values.seconds === undefined ? {} : { DUBAN_CHAOS_SECONDS: values.seconds }),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  for await (const line of createInterface({ input: child.stdout })) {
    output.set(suite, `${output.get(suite)}${line}\n`);
    console.log(jobs.length === 1 ? line : `${name} │ ${line}`);
  }
  return suiteRow(`chaos ${name}`, join(root, room, results), root);
}
