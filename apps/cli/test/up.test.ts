import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { bareEnvironment, type Live, startLive, type Told, until } from './support/live.js';
import { descendants, goneWithin } from './support/processes.js';
import { runDuban } from './support/run-duban.js';

const SERVICES = ['postgres', 'temporal', 'inbox', 'api', 'workflows', 'activities'];
const folder = throwawayFolder('up-test');
const running: Live[] = [];

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => folder.remove());

function start(...args: string[]): Live {
  const live = startLive(join(folder.path, 'data'), ...args);
  running.push(live);
  return live;
}

const run = (...args: string[]) => runDuban([...args, '--data', join(folder.path, 'data')], bareEnvironment());

const isReady = ({ event }: Told): boolean => event === 'ready';

/** Whether API and database answer; the second needs the first. */
async function works(address = ''): Promise<boolean> {
  const asked = ['/api/health', '/api/about'].map((path) =>
    fetch(address + path).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return (await Promise.all(asked)).every(Boolean);
}

const signIn = (address = '', code: string | null = ''): Promise<Response> =>
  fetch(`${address}/api/session/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ code, role: 'operator' }),
  });

describe('the live system', () => {
  it('refuses a port that somebody has, with exit code 2, and `code` and `down` refuse when nothing runs', async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const address = stranger.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const refused = await run('up', '--port', String(port));
    stranger.close();
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`端口 ${port} 已被别的程序占用`) });
    for (const command of ['code', 'down']) {
      expect(await run(command)).toMatchObject({ code: 2, stderr: expect.stringContaining('没有在运行') });
    }
  });

  it('starts, is recognised by a second start, replaces what is killed, stops in order, and has its data next time', async () => {
    const live = start('--accelerated');
    const { address, code, pids } = await live.line(isReady);
    expect(Object.keys(pids ?? {}).sort()).toEqual([...SERVICES].sort());
    expect(await works(address)).toBe(true);
    expect(statSync(join(folder.path, 'data/runtime.json')).mode & 0o777).toBe(0o600);

    expect((await signIn(address, code)).ok).toBe(true);
    expect((await signIn(address, code)).ok).toBe(false);
    const another = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await run('code')).stdout)?.[0];
    expect((await signIn(address, another)).ok).toBe(true);

    const second = await run('up');
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining(`督办已在运行：${address}`) });

    const replaced = new Map(Object.entries(pids ?? {}));
    for (const service of SERVICES) {
      const since = live.told.length;
      process.kill(replaced.get(service) ?? 0, 'SIGKILL');
      const crashed = await live.line((line) => line.event === 'crashed' && line.service === service, since);
      expect(crashed).toMatchObject({ pid: replaced.get(service), reason: '被 SIGKILL 终止' });
      const { pid } = await live.line((line) => line.event === 'restarted' && line.service === service, since);
      replaced.set(service, pid ?? 0);
      await until(`it works again after ${service} was killed`, 20, () => works(address));
    }

    const family = descendants(live.child.pid ?? -1);
    live.child.kill('SIGTERM');
    expect(await live.ended).toBe(0);
    expect(await goneWithin(family, 0)).toEqual([]);
    const stopped = live.told.filter(({ event }) => event === 'stopped').map(({ service }) => service);
    // The first three start at once: which of them comes first is chance, but not against the others.
    expect(stopped.slice(0, 3)).toEqual(['activities', 'workflows', 'api']);
    expect(stopped.slice(3).sort()).toEqual(['inbox', 'postgres', 'temporal']);

    const next = start();
    const again = await next.line(isReady);
    expect(again.address).toBe(address);
    expect(again.tookMs).toBeGreaterThan(0);
    const about = (await (await fetch(`${address}/api/about`)).json()) as { accelerated: boolean };
    expect(about.accelerated).toBe(true);
    expect(await run('down')).toMatchObject({ code: 0, stdout: expect.stringContaining('督办已停止') });
    expect(await next.ended).toBe(0);
  }, 120_000);

  it('killed itself (kill -9), takes everything along within 5 s, and starts again at once on the same data', async () => {
    const live = start();
    const { address } = await live.line(isReady);
    const family = descendants(live.child.pid ?? -1);
    expect(family.length).toBeGreaterThanOrEqual(SERVICES.length);
    live.child.kill('SIGKILL');
    await live.ended;
    const next = start();
    expect(await goneWithin(family, 5_000)).toEqual([]);
    const again = await next.line(isReady);
    expect(again.address).toBe(address);
    expect(await works(address)).toBe(true);
    next.child.kill('SIGINT');
    expect(await next.ended).toBe(0);
  }, 60_000);

  it('stops what it has started when it is asked to end in the middle of the start', async () => {
    const live = start();
    await live.line(({ event, service }) => event === 'started' && service === 'postgres');
    const family = descendants(live.child.pid ?? -1);
    live.child.kill('SIGINT');
    expect(await live.ended).toBe(0);
    expect(await goneWithin(family, 0)).toEqual([]);
    expect(live.told.some(isReady)).toBe(false);
  }, 60_000);

  it('ends by force when it is asked again, however stuck a service is', async () => {
    const live = start();
    const { pids } = await live.line(isReady);
    const family = descendants(live.child.pid ?? -1);
    process.kill(pids?.postgres ?? 0, 'SIGSTOP');
    live.child.kill('SIGINT');
    await live.line(({ event, service }) => event === 'stopping' && service === 'postgres');
    let code: number | null | undefined;
    void live.ended.then((exit) => {
      code = exit;
    });
    await until('it has ended', 10, async () => {
      live.child.kill('SIGINT');
      return code !== undefined;
    });
    expect(code).toBe(130);
    expect(await goneWithin(family, 5_000)).toEqual([]);
  }, 60_000);
});
