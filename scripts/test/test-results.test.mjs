import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suffices } from '../bootstrap.mjs';
import { checkRow, report, suiteRow } from '../lib/test-results.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-results-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const one = (status, fullName) => ({ status, fullName });

/** The row of a suite whose reporter wrote these files. */
function rowOf(testResults, success = true) {
  const file = join(folder, 'vitest.json');
  writeFileSync(file, JSON.stringify({ success, testResults }));
  return suiteRow('packages/x', file, '/root');
}

function printed(rows) {
  const lines = [];
  const ok = report(rows, (line) => lines.push(line));
  return { ok, lines };
}

describe('the sum of all suites', () => {
  it('counts a suite without a result file as a failure', () => {
    expect(suiteRow('packages/x', join(folder, 'nothing.json'), '/root')).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a file that could not be loaded as a failure, although no test of it failed', () => {
    const row = rowOf(
      [{ name: '/root/a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }],
      false,
    );
    expect(row).toMatchObject({ failed: 1, notes: [expect.stringContaining('no such module')] });
  });

  it('says what a failed test said, by its beginning: the end of a log may be all that is kept', () => {
    const message = [
      'AssertionError: expected [ 500 ] to equal []',
      ...Array.from({ length: 40 }, (_, n) => `line ${n}`),
    ];
    const failed = { ...one('failed', 'c'), failureMessages: [message.join('\n')] };
    const { notes } = rowOf([{ name: '/root/a.test.ts', status: 'failed', assertionResults: [failed] }], false);
    expect(notes).toEqual([
      expect.stringMatching(/^a\.test\.ts › c\n {4}AssertionError: expected \[ 500 ] to equal \[]\n/),
    ]);
    expect(notes.join()).not.toContain('line 20');
  });

  it('counts an error outside any test as a failure', () => {
    const row = rowOf([{ name: '/root/a.test.ts', status: 'passed', assertionResults: [one('passed', 'a')] }], false);
    expect(row).toMatchObject({ passed: 1, failed: 1 });
  });

  it('names every skipped and every to-do test with its suite', () => {
    const row = rowOf([
      { name: '/root/a.test.ts', status: 'passed', assertionResults: [one('pending', 'a'), one('todo', 'b')] },
    ]);
    const { ok, lines } = printed([row]);
    expect(ok).toBe(true);
    expect(lines.filter((line) => line.startsWith('跳过'))).toEqual([
      '跳过：packages/x：a.test.ts › a',
      '跳过：packages/x：a.test.ts › b',
    ]);
    expect(lines.at(-1)).toBe('0 passed, 0 failed, 2 skipped');
  });

  it('ends with one line over suites and checks', () => {
    const tests = [one('passed', 'a'), one('passed', 'b'), one('failed', 'c')];
    const row = rowOf([{ name: '/root/a.test.ts', status: 'failed', assertionResults: tests }], false);
    const { ok, lines } = printed([checkRow('lint', true), checkRow('arrows', false), row]);
    expect(ok).toBe(false);
    expect(lines.at(-1)).toBe('3 passed, 2 failed');
  });
});

it.each([
  ['18.20.4', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['22.0.0', true],
])('Node %s suffices: %s', (version, expected) => {
  expect(suffices(version)).toBe(expected);
});
