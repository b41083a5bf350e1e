import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { afterAll, describe, expect, it } from 'vitest';
import { bareEnvironment, type Live, startLive, type Told, until } from './support/live.js';
import { descendants, goneWithin } from './support/processes.js';
import { runDuban } from './support/run-duban.js';

const SERVICES = ['postgres', 'temporal', 'inbox', 'api', 'workflows', 'activities'];
const folder = throwawayFolder('up-test');
// One after the other on one data folder: a start takes seconds, so a test goes on with what the one before has left.
const started: Live[] = [];
let home: string | undefined;

afterAll(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  folder.remove();
});

function start(...args: string[]): Live {
  const live = startLive(join(folder.path, 'data'), ...args);
  started.push(live);
  return live;
}

const running = (): Live => started.at(-1) ?? start();

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

  it('starts, is recognised by a second start, replaces what is killed, and stops in order when told to', async () => {
    const system = start('--accelerated');
    const { address, code, pids } = await system.line(isReady);
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
      const since = system.told.length;
      process.kill(replaced.get(service) ?? 0, 'SIGKILL');
      const crashed = await system.line((line) => line.event === 'crashed' && line.service === service, since);
      expect(crashed).toMatchObject({ pid: replaced.get(service), reason: '被 SIGKILL 终止' });
      const { pid } = await system.line((line) => line.event === 'restarted' && line.service === service, since);
      replaced.set(service, pid ?? 0);
      await until(`it works again after ${service} was killed`, 20, () => works(address));
    }

    const family = descendants(system.child.pid ?? -1);
    expect(await run('down')).toMatchObject({ code: 0, stdout: expect.stringContaining('督办已停止') });
    expect(await system.ended).toBe(0);
    expect(await goneWithin(family, 0)).toEqual([]);
    const stopped = system.told.filter(({ event }) => event === 'stopped').map(({ service }) => service);
    // The first three start at once: which of them comes first is chance, but not against the others.
    expect(stopped.slice(0, 3)).toEqual(['activities', 'workflows', 'api']);
    expect(stopped.slice(3).sort()).toEqual(['inbox', 'postgres', 'temporal']);
    home = address;
  }, 120_000);

  it('has its data and its address next time, also where the bureau’s folder of campaigns is away: it says so', async () => {
    const nowhere = join(folder.path, 'nowhere');
    const system = start('--seeds', nowhere);
    const { address, tookMs } = await system.line(isReady);
    await system.line(({ line }) => line?.startsWith(`没有方案文件夹 ${nowhere}`) ?? false);
    expect(address).toBe(home);
    expect(tookMs).toBeGreaterThan(0);
    const about = (await (await fetch(`${address}/api/about`)).json()) as { accelerated: boolean };
    expect(about.accelerated).toBe(true);
  }, 60_000);

  it('killed itself (kill -9), takes everything along within 5 s, and starts again at once on the same data', async () => {
    const killed = running();
    const { address } = await killed.line(isReady);
    const family = descendants(killed.child.pid ?? -1);
    expect(family.length).toBeGreaterThanOrEqual(SERVICES.length);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = start();
    expect(await goneWithin(family, 5_000)).toEqual([]);
    const again = await next.line(isReady);
    expect(again.address).toBe(address);
    expect(await works(address)).toBe(true);
  }, 60_000);

  it('ends by force when it is asked again, however stuck a service is', async () => {
    const stuck = running();
    const { pids } = await stuck.line(isReady);
    const family = descendants(stuck.child.pid ?? -1);
    process.kill(pids?.postgres ?? 0, 'SIGSTOP');
    stuck.child.kill('SIGINT');
    await stuck.line(({ event, service }) => event === 'stopping' && service === 'postgres');
    let code: number | null | undefined;
    void stuck.ended.then((exit) => {
      code = exit;
    });
    await until('it has ended', 10, async () => {
      stuck.child.kill('SIGINT');
      return code !== undefined;
    });
    expect(code).toBe(130);
    expect(await goneWithin(family, 5_000)).toEqual([]);
  }, 60_000);

  it('stops what it has started when it is asked to end in the middle of the start', async () => {
    const begun = start();
    await begun.line(({ event, service }) => event === 'started' && service === 'postgres');
    const family = descendants(begun.child.pid ?? -1);
    begun.child.kill('SIGINT');
    expect(await begun.ended).toBe(0);
    expect(await goneWithin(family, 0)).toEqual([]);
    expect(begun.told.some(isReady)).toBe(false);
  }, 60_000);
});
