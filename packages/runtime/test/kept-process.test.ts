import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ForkedProcess,
  forkKept,
  type KeptProcess,
  spawnKept,
  throwawayFolder,
  waitUntilReady,
} from '@duban/runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { alive, until } from './support/until.js';

const STUBBORN = fileURLToPath(new URL('./fixtures/stubborn.mjs', import.meta.url));
const MESSAGE_ONLY = fileURLToPath(new URL('./fixtures/message-only.mjs', import.meta.url));
const started: KeptProcess[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.kill()));
});

async function stubborn(options: Parameters<typeof spawnKept>[2] = {}): Promise<KeptProcess> {
  const kept = await spawnKept(process.execPath, [STUBBORN], options);
  started.push(kept);
  await until('it has started', 10, () => kept.tail().includes('ready'));
  return kept;
}

/** The keeper of a child on Linux: its parent. */
function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

describe('spawnKept', () => {
  it('refuses a program that does not exist', async () => {
    await expect(spawnKept('/nowhere/at-all', [])).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('kills a child that ignores the polite signal once its grace is over', async () => {
    const kept = await stubborn();
    const info = await kept.stop({ signal: 'SIGTERM', graceMs: 200 });
    expect(info).toEqual({ code: null, signal: 'SIGKILL' });
    expect(kept.tail()).toContain('ignored SIGTERM');
    expect(alive(kept.pid)).toBe(false);
  });

  it('lets a child end by itself at the signal it was given, and tells its exit code', async () => {
    const kept = await spawnKept('sh', ['-c', 'trap "exit 7" INT; echo up; while :; do sleep 0.05; done'], {
      signal: 'SIGINT',
    });
    started.push(kept);
    await until('it is up', 10, () => kept.tail().includes('up'));
    expect(await kept.stop()).toEqual({ code: 7, signal: null });
    expect(await kept.stop()).toEqual({ code: 7, signal: null });
  });

  it('passes the environment and the working directory on, and nothing of the keeper', async () => {
    const kept = await spawnKept('sh', ['-c', 'echo "$PWD $COLOUR $NODE_CHANNEL_FD."'], {
      cwd: '/',
      env: { COLOUR: 'blue' },
    });
    await kept.exited;
    expect(kept.tail()).toBe('/ blue .');
  });

  it('writes to a log file when asked, and still knows the last lines', async () => {
    const folder = throwawayFolder('test');
    const logFile = join(folder.path, 'deep', 'out.log');
    const kept = await spawnKept('sh', ['-c', 'echo one; echo two >&2'], { logFile });
    await kept.exited;
    expect(readFileSync(logFile, 'utf8')).toBe('one\ntwo\n');
    expect(kept.tail(1)).toBe('two');
    folder.remove();
  });

  it.skipIf(process.platform !== 'linux')(
    'takes the child down when somebody kills the keeper (Linux: reads /proc)',
    async () => {
      const kept = await stubborn();
      process.kill(parentOf(kept.pid), 'SIGKILL');
      await until('the child is gone', 5, () => !alive(kept.pid));
      expect(await kept.exited).toEqual({ code: null, signal: null });
    },
  );
});

describe('waitUntilReady', () => {
  it('refuses with the last output when the service ends first', async () => {
    const kept = await spawnKept('sh', ['-c', 'echo no such luck; exit 3']);
    const waiting = waitUntilReady({ name: 'thing', process: kept, seconds: 10, probe: async () => false });
    await expect(waiting).rejects.toMatchObject({
      code: 'service-exited',
      details: { name: 'thing', reason: 'exit code 3', output: 'no such luck' },
    });
  });

  it('refuses when the time is up, and leaves no process behind', async () => {
    const kept = await stubborn();
    const waiting = waitUntilReady({ name: 'thing', process: kept, seconds: 0.2, probe: async () => false });
    await expect(waiting).rejects.toMatchObject({ code: 'service-not-ready' });
    expect(alive(kept.pid)).toBe(false);
  });
});

describe('forkKept', () => {
  function fork(options: Parameters<typeof forkKept>[2] = {}): ForkedProcess {
    const forked = forkKept(STUBBORN, [], options);
    started.push(forked);
    return forked;
  }

  it('tells an exit code and the last output when the module does not exist', async () => {
    const forked = forkKept('/nowhere/at-all.mjs');
    expect(await forked.exited).toMatchObject({ code: 1 });
    expect(forked.tail(40)).toContain('/nowhere/at-all.mjs');
  });

  it('talks both ways', async () => {
    const heard: unknown[] = [];
    const forked = fork({ onMessage: (message) => heard.push(message) });
    await until('it has started', 10, () => forked.tail().includes('ready'));
    forked.send({ hello: 1 });
    await until('the echo is there', 5, () => heard.length === 1);
    expect(heard).toEqual([{ echo: { hello: 1 } }]);
  });

  it('neither ends a child that only waits for messages nor holds one that has nothing left to do', async () => {
    const heard: unknown[] = [];
    const forked = forkKept(MESSAGE_ONLY, [], { onMessage: (message) => heard.push(message) });
    started.push(forked);
    forked.send('one');
    await until('it has answered', 10, () => heard.length === 1);
    forked.send('leave');
    expect(await forked.exited).toEqual({ code: 0, signal: null });
    expect(heard).toEqual([{ echo: 'one' }, { echo: 'leave' }]);
  });

  it('kills a child that ignores the polite signal once its grace is over', async () => {
    const forked = fork();
    await until('it has started', 10, () => forked.tail().includes('ready'));
    expect(await forked.stop({ graceMs: 200 })).toEqual({ code: null, signal: 'SIGKILL' });
  });
});
