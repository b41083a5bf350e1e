import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { bin, quietEnv, root } from './commands.mjs';
import { checkRow, suiteRow } from './test-results.mjs';

/**
 * A check, or a suite.
 * @typedef {object} Job
 * @property {string} name what the table calls it
 * @property {string} command a line as in package.json's scripts: programs that npm installed are found
 * @property {string} [folder] where it runs, from the root; the root when left out
 * @property {string} [results] the file that vitest leaves there; a check leaves none and is one test of the total
 * @property {Record<string, string>} [env] added to the environment
 */

/** Begins the jobs in their order, so many at once; a row for each, in the same order. */
export async function runJobs(jobs, atOnce) {
  const rows = [];
  // One list for all: whoever is free takes the next.
  const waiting = jobs.entries();
  const work = async () => {
    for (const [index, job] of waiting) rows[index] = await runJob(job);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return rows;
}

/** Runs a job to its end and passes on what it says, its name before each line. */
async function runJob({ name, command, folder = '.', results, env }) {
  const file = results && join(root, folder, results);
  if (file) rmSync(file, { force: true });
  const child = spawn(command, {
    cwd: join(root, folder),
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...quietEnv, PATH: `${bin('')}${delimiter}${process.env.PATH}`, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => console.log(`${name} │ ${line}`));
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (file === undefined) return checkRow(name, code === 0);
  const row = suiteRow(name, file, root);
  // It wrote that all is well, and then ended badly.
  return code === 0 || row.failed > 0 ? row : { ...row, failed: 1, notes: [`退出码 ${code}，见上面的输出`] };
}
