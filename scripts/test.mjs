/**
 * `npm test`: lint, types, house checks and every room's tests; `npm run test:system` (`--system`): the suites that need programs of
 * the machine (LibreOffice, Python). The last line says what passed and what failed, over all of them.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { bin, call, root } from './lib/commands.mjs';
import { suitesOnMachinePostgres } from './lib/other-postgres.mjs';
import { checkRow, report, suiteRow } from './lib/test-results.mjs';
import { filesBelow, workspacesOf } from './lib/workspaces.mjs';

const system = process.argv.includes('--system');
const task = system ? 'test:system' : 'test';
const resultFile = system ? '.results/vitest-system.json' : '.results/vitest.json';

bootstrap();
const rows = [];
if (!system) {
  rows.push(step('lint', bin('biome'), ['check', '.']));
  rows.push(step('typecheck', bin('turbo'), ['run', 'typecheck', '--continue', '--output-logs=errors-only']));
  rows.push(step('arrows', process.execPath, ['scripts/check-arrows.mjs']));
  rows.push(step('lock', process.execPath, ['scripts/complete-lock.mjs', '--check']));
  rows.push(step('errors-page', process.execPath, ['scripts/errors-page.mjs', '--check']));
  rows.push(step('plans-page', process.execPath, ['scripts/plans-page.mjs', '--check']));
}

const workspaces = workspacesOf(root);
const suites = workspaces.filter(({ folder }) => hasTests(folder));
// A room that promises tests and has none would otherwise pass by its silence.
for (const { folder, manifest } of workspaces.filter(({ folder }) => !hasTests(folder))) {
  if (manifest.scripts?.[task] !== undefined)
    rows.push({ ...checkRow(folder, false), notes: [`package.json 声明了 "${task}"，但没有测试文件`] });
}
for (const { folder } of suites) rmSync(join(root, folder, resultFile), { force: true });
const undeclared = suites.filter(({ manifest }) => manifest.scripts?.[task] === undefined);
for (const { folder } of undeclared) {
  rows.push({ ...checkRow(folder, false), notes: [`package.json 里没有 "${task}"，测试不会运行`] });
}
const declared = suites.filter((suite) => !undeclared.includes(suite));

console.log(`\n== ${task}`);
// Two rooms at once: one waits (for a server to start, for a process to be missed) while the other computes. What needs the machine for
// itself comes one after the other: the rooms that run whole systems, and the system suites with LibreOffice and Python.
const alone = ['@duban/rehearsal', '@duban/cli'];
const finished = system
  ? rooms(1)
  : [rooms(2, ...alone.map((room) => `!${room}`)), rooms(1, ...alone)].every((done) => done);
if (!system) {
  rmSync(join(root, 'scripts', resultFile), { force: true });
  call(bin('vitest'), ['run', '--root', 'scripts']);
  rows.push(suiteRow('scripts', join(root, 'scripts', resultFile), root));
}
for (const { folder } of declared) rows.push(suiteRow(folder, join(root, folder, resultFile), root));
if (system) rows.push(...suitesOnMachinePostgres());
// Last: it asks whether the tests that the table names have passed.
if (!system) rows.push(step('asvs', process.execPath, ['scripts/asvs.mjs', '--check', '--ran']));
// A suite may fail after it has written its results, or turbo itself may.
if (!finished && rows.every((row) => row.failed === 0)) rows.push(checkRow(`turbo ${task}`, false));
process.exitCode = report(rows) ? 0 : 1;

/** Runs the task in these rooms, all of them unless said otherwise; whether every one ended well. */
function rooms(atOnce, ...filters) {
  const which = filters.map((filter) => `--filter=${filter}`);
  return (
    call(bin('turbo'), ['run', task, `--concurrency=${atOnce}`, '--continue', '--output-logs=full', ...which]) === 0
  );
}

function step(name, command, args) {
  console.log(`\n== ${name}`);
  return checkRow(name, call(command, args) === 0);
}

/** A room without any test file of this kind is no suite. */
function hasTests(folder) {
  const inSystem = (file) => file.includes(join('test', 'system'));
  return filesBelow(join(root, folder, 'test')).some((file) => /\.test\.tsx?$/.test(file) && inSystem(file) === system);
}
