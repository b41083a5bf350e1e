import { fileURLToPath } from 'node:url';
import { type Change, type ForkedProcess, forkKept, forkReady, type Running, Supervisor } from '@duban/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualTiming } from './support/manual-timing.js';
import { alive, until } from './support/until.js';

const SERVICE = fileURLToPath(new URL('./fixtures/service.mjs', import.meta.url));

let timing: ManualTiming;
let changes: Change[];
let supervisor: Supervisor;
let started: ForkedProcess[];

beforeEach(() => {
  timing = new ManualTiming();
  changes = [];
  started = [];
  supervisor = new Supervisor({ timing, onChange: (change) => changes.push(change) });
});
afterEach(async () => {
  await supervisor.kill();
  await Promise.all(started.map((each) => each.kill()));
});

/** A real process that says nothing before it is ready. */
async function fork(way = ''): Promise<ForkedProcess> {
  const child = forkKept(SERVICE, [way]);
  started.push(child);
  await new Promise((resolve) => setImmediate(resolve));
  return child;
}

const told = (kind: Change['kind'], id?: string): Change[] =>
  changes.filter((each) => each.kind === kind && (id === undefined || each.service.id === id));
const order = (kind: Change['kind']): string[] => told(kind).map(({ service }) => service.id);
const count = (kind: Change['kind'], n: number): Promise<void> =>
  until(`${n} × ${kind}`, 10, () => told(kind).length >= n);

function plain(id: string, start: () => Promise<Running> = () => fork()) {
  return { id, name: `${id}服务`, start };
}

async function crash(code = 9): Promise<void> {
  const [last] = started.slice(-1);
  last?.send(code);
  await last?.exited;
}

describe('the supervisor', () => {
  it('passes on why a first start failed, does not try again, and leaves the others alone', async () => {
    const other = await supervisor.start(plain('a'));
    const broken = plain('b', () => Promise.reject(new Error('端口被占用')));
    await expect(supervisor.start(broken)).rejects.toThrow('端口被占用');
    expect(timing.waiting).toBe(0);
    expect(alive(other.pid)).toBe(true);
    expect(supervisor.pids()).toEqual({ a: other.pid });
  });

  it('starts a crashed service again after its pause, and says why it ended', async () => {
    const first = await supervisor.start(plain('a'));
    await crash(9);
    await count('crashed', 1);
    expect(told('crashed')).toMatchObject([{ pid: first.pid, reason: '退出码 9', delayMs: 200 }]);
    expect(supervisor.pids()).toEqual({});
    timing.pass(199);
    expect(started).toHaveLength(1);
    timing.pass(1);
    await count('restarted', 1);
    const now = supervisor.pids().a ?? -1;
    expect(now).not.toBe(first.pid);
    expect(alive(now)).toBe(true);
  });

  it('names the signal that ended a service', async () => {
    const { pid } = await supervisor.start(plain('a'));
    process.kill(pid, 'SIGKILL');
    await count('crashed', 1);
    expect(told('crashed')).toMatchObject([{ reason: '被 SIGKILL 终止' }]);
  });

  it('waits longer after each crash and after each start that fails, and briefly again after a minute of health', async () => {
    const answers: (() => Promise<Running>)[] = [
      () => fork(),
      () => fork(),
      () => Promise.reject(new Error('还没有就绪')),
      () => fork(),
      () => fork(),
    ];
    await supervisor.start(plain('a', () => (answers.shift() ?? fork)()));
    await crash();
    await count('crashed', 1);
    timing.pass(200);
    await count('restarted', 1);
    await crash();
    await count('crashed', 2);
    timing.pass(400);
    await count('crashed', 3);
    expect(told('crashed').at(-1)).toMatchObject({ pid: null, reason: '还没有就绪', delayMs: 800 });
    timing.pass(800);
    await count('restarted', 2);
    timing.pass(60_000);
    await crash();
    await count('crashed', 4);
    expect(told('crashed').map((each) => (each.kind === 'crashed' ? each.delayMs : 0))).toEqual([200, 400, 800, 200]);
  });

  it('kills a service that misses three questions in a row, and starts another', async () => {
    const replies = [false, false, true, false, false, false];
    const service = { ...plain('a'), probe: () => Promise.resolve(replies.shift() ?? true) };
    const first = await supervisor.start(service);
    while (replies.length > 0) {
      const left = replies.length;
      await until('it waits for its next question', 10, () => timing.waiting > 0);
      timing.pass(5_000);
      await until('it has asked', 10, () => replies.length < left);
    }
    await count('crashed', 1);
    expect(told('crashed')).toMatchObject([{ pid: first.pid, reason: '长时间没有响应' }]);
    expect(alive(first.pid)).toBe(false);
    timing.pass(200);
    await count('restarted', 1);
  });

  it('counts a question without an answer as missed', async () => {
    let asked = 0;
    const probe = () => {
      asked += 1;
      return new Promise<boolean>(() => undefined);
    };
    const first = await supervisor.start({ ...plain('a'), probe });
    for (const questions of [1, 2, 3]) {
      await until('it waits for its next question', 10, () => timing.waiting > 0);
      timing.pass(5_000);
      await until('it has asked', 10, () => asked === questions && timing.waiting > 0);
      timing.pass(5_000);
    }
    await count('crashed', 1);
    expect(alive(first.pid)).toBe(false);
  });

  it('stops backwards, each only when the one before is gone, and starts nothing any more', async () => {
    const pids = new Map<string, number>();
    for (const id of ['database', 'api', 'worker']) {
      const { pid } = await supervisor.start(plain(id));
      pids.set(id, pid);
    }
    await supervisor.stop();
    expect(order('stopping')).toEqual(['worker', 'api', 'database']);
    expect(changes.slice(-6).map(({ kind }) => kind)).toEqual([
      'stopping',
      'stopped',
      'stopping',
      'stopped',
      'stopping',
      'stopped',
    ]);
    expect([...pids.values()].some(alive)).toBe(false);
    expect(order('crashed')).toEqual([]);
    expect(started).toHaveLength(3);
  });

  it('stops a service that refuses to', async () => {
    const start = async (): Promise<Running> => {
      const child = await forkReadyAs('stubborn');
      return { pid: child.pid, exited: child.exited, kill: child.kill, stop: () => child.stop({ graceMs: 50 }) };
    };
    const { pid } = await supervisor.start(plain('a', start));
    await supervisor.stop();
    expect(alive(pid)).toBe(false);
  });

  it('stops while a crashed service waits for its next start: it is not started', async () => {
    await supervisor.start(plain('a'));
    await crash();
    await count('crashed', 1);
    await supervisor.stop();
    expect(timing.waiting).toBe(0);
    expect(started).toHaveLength(1);
    expect(told('restarted')).toEqual([]);
  });

  it('stops a service that was just being started', async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const starting = supervisor.start(plain('a', () => gate.then(() => fork())));
    const stopping = supervisor.stop();
    go();
    const { pid } = await starting;
    await stopping;
    expect(alive(pid)).toBe(false);
    expect(order('stopped')).toEqual(['a']);
  });
});

async function forkReadyAs(way: string): Promise<ForkedProcess> {
  const child = forkKept(SERVICE, [way], { onMessage: () => ready() });
  started.push(child);
  let ready: () => void = () => undefined;
  await new Promise<void>((resolve) => {
    ready = resolve;
  });
  return child;
}

describe('forkReady', () => {
  it('refuses a process that ends before it is ready, with what it wrote', async () => {
    const execArgv = ['--eval', 'console.error("address already in use"); process.exit(3)'];
    const failing = forkReady(SERVICE, { name: '接口服务', seconds: 20, execArgv });
    await expect(failing).rejects.toMatchObject({
      code: 'service-exited',
      details: { reason: 'exit code 3', output: expect.stringContaining('address already in use') },
    });
  });

  it('kills a process that does not get ready in its time', async () => {
    const late = forkReady(fileURLToPath(new URL('./fixtures/message-only.mjs', import.meta.url)), {
      name: '接口服务',
      seconds: 0.2,
    });
    await expect(late).rejects.toMatchObject({ code: 'service-not-ready' });
  });

  it('hands over a process that is ready', async () => {
    const child = await forkReady(SERVICE, { name: '接口服务', seconds: 20 });
    started.push(child);
    expect(await child.stop()).toEqual({ code: 0, signal: null });
  });
});
