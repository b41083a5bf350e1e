import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../lib/commands.mjs';
import { runJobs } from '../lib/run-jobs.mjs';

let folder;
beforeEach(() => {
  folder = relative(root, mkdtempSync(join(tmpdir(), 'duban-jobs-')));
});
afterEach(() => rmSync(join(root, folder), { recursive: true, force: true }));

const all = (success) => JSON.stringify({ success, testResults: [] });
const suite = (command) => ({ name: 'packages/x', folder, command, results: 'result.json' });

describe('a job has failed', () => {
  it.each([
    ['a check that ends badly', () => ({ name: 'lint', command: 'exit 3' })],
    ['one whose program is not there', () => ({ name: 'lint', command: 'no-such-program-anywhere' })],
    ['a suite that leaves no result', () => suite('true')],
    [
      'a suite that writes that all is well and then ends badly',
      () => suite(`echo '${all(true)}' >result.json; exit 1`),
    ],
  ])('%s', async (_, job) => {
    const [row] = await runJobs([job()], 1);
    expect(row.failed).toBe(1);
    expect(row.notes).toHaveLength(1);
  });

  it('a suite that leaves no result where one of an earlier run lies', async () => {
    await runJobs([suite(`echo '${all(true)}' >result.json`)], 1);
    const [row] = await runJobs([suite('true')], 1);
    expect(row.failed).toBe(1);
  });
});

it('jobs run in their order, never more at once than said, and each has its row where it stood', async () => {
  const log = join(root, folder, 'log');
  const jobs = ['a', 'b', 'c', 'd'].map((name) => ({
    name,
    folder,
    command: `echo "$WHAT begins" >>log; sleep 0.2; echo "$WHAT ends" >>log`,
    env: { WHAT: name },
  }));
  const rows = await runJobs(jobs, 2);
  expect(rows.map(({ name, passed }) => [name, passed])).toEqual(jobs.map(({ name }) => [name, 1]));
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  const begun = lines.filter((line) => line.endsWith('begins')).map((line) => line[0]);
  expect([...begun.slice(0, 2)].sort()).toEqual(['a', 'b']);
  expect([...begun.slice(2)].sort()).toEqual(['c', 'd']);
  let running = 0;
  for (const line of lines) {
    running += line.endsWith('begins') ? 1 : -1;
    expect(running).toBeLessThanOrEqual(2);
  }
});
