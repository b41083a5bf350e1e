import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { callDuban } from './support/call-duban.js';
import { duban } from './support/live.js';
import { descendants, goneWithin } from './support/processes.js';
import { runDuban } from './support/run-duban.js';

const root = repoRoot(import.meta.url);
const folder = throwawayFolder('cli-test');
afterAll(() => folder.remove());

const run = (...args: string[]) => runDuban(args);

/** What a built file imports before it does anything, and what that imports: packages by name. */
function importsOf(file: string): readonly string[] {
  const named = [...readFileSync(file, 'utf8').matchAll(/^import .*?from '([^']+)'/gm)].map(([, from]) => from ?? '');
  return named.flatMap((from) => (from.startsWith('.') ? importsOf(path.resolve(path.dirname(file), from)) : [from]));
}

describe('duban', () => {
  it('refuses a campaign that is not there, names those that are, and says so with exit code 2', async () => {
    const { code, stderr } = await run('rehearse', 'nowhere-2020', '--out', path.join(folder.path, 'a'));
    expect(code).toBe(2);
    expect(stderr).toContain('没有名为“nowhere-2020”的方案');
    expect(stderr).toContain('jining-2023');
  });

  it('refuses a seed that is no integer with exit code 2', async () => {
    const asked = ['rehearse', 'jining-2023', '--out', path.join(folder.path, 'b'), '--seed', 'abc'];
    const { code, stderr } = await callDuban(asked);
    expect(code).toBe(2);
    expect(stderr).toContain('--seed 要是整数，收到的是“abc”');
  });

  it('refuses a rehearsal without an output folder', async () => {
    const { code, stderr } = await callDuban(['rehearse', 'jining-2023']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('--out');
  });

  it('helps in Chinese without loading anything heavy', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('推演');
    // What main imports before it knows the command; each command is imported when it is called.
    expect(new Set(importsOf(path.join(root, 'apps/cli/dist/main.js')))).toEqual(new Set(['commander']));
  });
});

describe('a rehearsal that is broken off', () => {
  it.each([
    ['SIGINT', 'in one process', []],
    ['SIGINT', 'on a Temporal server', ['--temporal']],
    ['SIGKILL', 'on a Temporal server', ['--temporal']],
  ] as const)(
    'by %s, %s, leaves no process behind',
    async (signal, where, options) => {
      const child = spawn(
        process.execPath,
        [duban, 'rehearse', 'wushen-2025', '--out', path.join(folder.path, `${signal} ${where}`), ...options],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      await line(child, /\d0%/);
      const family = descendants(child.pid ?? -1);
      // PostgreSQL, the reader of sheets and their keepers; there also the time server and two worker processes: fewer would mean that we
      // looked in the wrong place.
      expect(family.length).toBeGreaterThanOrEqual(options.length === 0 ? 3 : 6);
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      child.kill(signal);
      const code = await ended;
      if (signal === 'SIGINT') expect(code).toBe(130);
      expect(await goneWithin(family, 5_000)).toEqual([]);
    },
    120_000,
  );
});

function line(child: ChildProcess, wanted: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (wanted.test(text)) resolve();
    });
    child.once('exit', () => reject(new Error(`ended early: ${text}`)));
  });
}
