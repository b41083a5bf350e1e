/**
 * `npm test`: every room's tests, lint, types and house checks; `npm run test:system` (`--system`): the suites that need programs of
 * the machine (LibreOffice, Python, its own PostgreSQL). The last line says what passed and what failed, over all of them.
 */
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { root } from './lib/commands.mjs';
import { onMachinePostgres } from './lib/other-postgres.mjs';
import { runJobs } from './lib/run-jobs.mjs';
import { checkRow, report } from './lib/test-results.mjs';
import { filesBelow, workspacesOf } from './lib/workspaces.mjs';

const system = process.argv.includes('--system');
const task = system ? 'test:system' : 'test';
const results = system ? '.results/vitest-system.json' : '.results/vitest.json';

/** Two at once: one waits (for a server to start, for a process to be missed) while the other computes. */
const AT_ONCE = 2;
/** These begin first, in this order, or one of them would be left over at the end and have one of two cores idle. */
const LONG = [
  'apps/cli',
  'packages/actions',
  'packages/rehearsal',
  'apps/worker',
  'apps/api',
  'packages/runtime',
  'packages/workbook',
];

bootstrap();
const workspaces = workspacesOf(root);
const rooms = workspaces.filter(({ folder }) => hasTests(folder));
const suites = rooms
  .filter(({ manifest }) => manifest.scripts?.[task] !== undefined)
  .map(({ folder, manifest }) => ({ name: folder, folder, command: manifest.scripts[task], results }))
  .sort((a, b) => rank(a) - rank(b));

console.log(`\n== ${task}`);
const rows = [];
if (system) {
  const { jobs, skipped } = onMachinePostgres();
  rows.push(...(await runJobs([...jobs, ...suites], AT_ONCE)), ...skipped);
} else {
  const jobs = [
    ...suites,
    { name: 'scripts', folder: 'scripts', command: 'vitest run', results },
    { name: 'lint', command: 'biome check .' },
    // Only that: what is built already would be written anew, under the hands of the suites that run beside it.
    { name: 'typecheck', command: 'turbo run typecheck --only --continue --concurrency=2 --output-logs=errors-only' },
    { name: 'arrows', command: 'node scripts/check-arrows.mjs' },
    { name: 'lock', command: 'node scripts/complete-lock.mjs --check' },
    { name: 'errors-page', command: 'node scripts/errors-page.mjs --check' },
    { name: 'plans-page', command: 'node scripts/plans-page.mjs --check' },
  ];
  rows.push(...(await runJobs(jobs, AT_ONCE)));
  // Last: it asks whether the tests that its table names have passed.
  rows.push(...(await runJobs([{ name: 'asvs', command: 'node scripts/asvs.mjs --check --ran' }], 1)));
}
rows.push(...emptyPromises());
process.exitCode = report(rows) ? 0 : 1;

function rank({ folder }) {
  return LONG.includes(folder) ? LONG.indexOf(folder) : LONG.length;
}

/** Tests that nobody runs, and a promise of tests where there are none: both would pass by their silence. */
function emptyPromises() {
  return workspaces.flatMap(({ folder, manifest }) => {
    const promised = manifest.scripts?.[task] !== undefined;
    if (promised === hasTests(folder)) return [];
    const note = promised
      ? `package.json 声明了 "${task}"，但没有测试文件`
      : `package.json 里没有 "${task}"，测试不会运行`;
    return [{ ...checkRow(folder, false), notes: [note] }];
  });
}

/** A room without any test file of this kind is no suite. */
function hasTests(folder) {
  const inSystem = (file) => file.includes(join('test', 'system'));
  return filesBelow(join(root, folder, 'test')).some((file) => /\.test\.tsx?$/.test(file) && inSystem(file) === system);
}
