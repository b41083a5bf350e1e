import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { WorkbookPool } from '@duban/workbook';
import { afterEach, describe, expect, it } from 'vitest';
import { createPool } from '../src/pool.js';
import { t1 } from './t1.js';

const entry = new URL('./fixtures/moody-child.mjs', import.meta.url);
const pools: WorkbookPool[] = [];
const open = (options: { size?: number; seconds?: number } = {}) => {
  const pool = createPool({ size: 1, seconds: 1, ...options, entry });
  pools.push(pool);
  return pool;
};
const job = (pool: WorkbookPool, name: string) =>
  pool.read({ bytes: new Uint8Array([1, 2, 3]), name, table: t1, secret: '' }) as unknown as Promise<{
    pid: number;
    bytes: Uint8Array;
  }>;

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('a job is given up with reader-gave-up', () => {
  it('when its child hangs, and names the file and the limit', async () => {
    await expect(job(open(), 'hang.xlsx')).rejects.toMatchObject({
      code: 'reader-gave-up',
      details: { name: 'hang.xlsx', seconds: 1 },
    });
  });
  it.each(['die.xlsx', 'abort.xlsx'])('when its child dies (%s)', async (name) => {
    await expect(job(open(), name)).rejects.toMatchObject({ code: 'reader-gave-up', details: { name } });
  });
});

describe('the watchdog', () => {
  it('ends a child that eats more than 700 MB long before its time is up', async () => {
    const pool = open({ seconds: 60 });
    await expect(job(pool, 'eat.xlsx')).rejects.toMatchObject({ code: 'reader-gave-up' });
    await expect(job(pool, 'a.xlsx')).resolves.toMatchObject({ bytes: expect.anything() });
  });
});

describe('the pool', () => {
  it('replaces a dead child and goes on with the jobs that wait', async () => {
    const pool = open();
    const before = await job(pool, 'a.xlsx');
    const [hung, after, last] = await Promise.allSettled([
      job(pool, 'hang.xlsx'),
      job(pool, 'b.xlsx'),
      job(pool, 'c.xlsx'),
    ]);
    expect(hung.status).toBe('rejected');
    if (after.status !== 'fulfilled' || last.status !== 'fulfilled') throw new Error('the waiting jobs were lost');
    expect(after.value.pid).not.toBe(before.pid);
    expect(last.value.pid).toBe(after.value.pid);
  });
  it('lets other children work while one hangs', async () => {
    const pool = open({ size: 2, seconds: 3 });
    const hung = job(pool, 'hang.xlsx').then(
      () => 'read',
      () => 'gave up',
    );
    const others = Promise.all([job(pool, 'a.xlsx'), job(pool, 'b.xlsx')]).then(() => 'others done');
    expect(await Promise.race([hung, others])).toBe('others done');
    expect(await hung).toBe('gave up');
  });
  it('hands bytes over as bytes, both ways', async () => {
    expect([...(await job(open(), 'a.xlsx')).bytes]).toEqual([1, 2, 3]);
  });
  it('tells a fault of ours apart from a fault of the file', async () => {
    await expect(job(open(), 'fail.xlsx')).rejects.toThrow('read: a fault of ours');
  });
  it('fails every job at once when its child cannot start', async () => {
    const broken = createPool({ size: 1, entry: new URL('./fixtures/none.mjs', import.meta.url) });
    await expect(job(broken, 'a.xlsx')).rejects.toThrow('did not start');
    await broken.close();
  });
  it('once closed refuses work and leaves no child behind', async () => {
    const pool = open();
    const { pid } = await job(pool, 'a.xlsx');
    await pool.close();
    expect(() => process.kill(pid, 0)).toThrow();
    await expect(job(pool, 'b.xlsx')).rejects.toThrow('closed');
  });
  it('lets the program end when nobody waits for an answer', () => {
    const program = `import('@duban/workbook').then(({ createWorkbookPool }) => { createWorkbookPool({ size: 1 }); })`;
    const run = spawnSync(process.execPath, ['-e', program], { cwd: import.meta.dirname, timeout: 20_000 });
    expect(run.status).toBe(0);
  });
});

/** Whether a process is gone within five seconds. */
async function gone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100; i += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await wait(50);
  }
  return false;
}

describe('a child dies with its parent', () => {
  it.each([
    ['when it is idle', '../../dist/child/main.js', ''],
    ['even while a parser hangs in it', './moody-child.mjs', 'hang.xlsx'],
  ])('%s', async (...[, entry, name]) => {
    const program = fileURLToPath(new URL('./fixtures/orphan-parent.mjs', import.meta.url));
    const parent = spawn(process.execPath, [program, entry, name], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(await gone(Number(line.toString()))).toBe(true);
  });
});

it('closing waits for the end of a child, whatever it still says: the program does not end in between', () => {
  const program = fileURLToPath(new URL('./fixtures/closing-parent.mjs', import.meta.url));
  const run = spawnSync(process.execPath, [program]);
  expect([run.status, run.stdout.toString().trim()]).toEqual([0, 'closed']);
});

it('whoever imports the package does not load exceljs', () => {
  const program = `import('@duban/workbook').then(() => {
    const { createRequire } = require('node:module');
    const loaded = Object.keys(createRequire(process.cwd() + '/x.js').cache);
    process.stdout.write(String(loaded.filter((file) => /exceljs|jszip/.test(file)).length));
  })`;
  const run = spawnSync(process.execPath, ['-e', program], { cwd: import.meta.dirname });
  expect(run.stdout.toString()).toBe('0');
});
