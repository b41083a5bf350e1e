import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Host, startHost } from './support/services.js';
import { alive, until } from './support/until.js';

const hosts: Host[] = [];

afterEach(() => {
  for (const { child } of hosts.splice(0)) child.kill('SIGKILL');
});

async function host(): Promise<{ host: Host; pids: number[]; group: number }> {
  const started = await startHost({ postgres: { throwaway: true }, testServer: true, fork: true });
  hosts.push(started);
  const { postgres, testServer, fork } = started.told;
  const pids = [postgres.pid, testServer.pid, fork.pid];
  expect(pids.map(alive)).toEqual([true, true, true]);
  return { host: started, pids, group: started.child.pid ?? 0 };
}

describe('services never outlive the process that started them', () => {
  it('are gone, throwaway data included, within 5 s after it was killed (kill -9)', async () => {
    const { host: killed, pids } = await host();
    killed.child.kill('SIGKILL');
    await until(`no process of ${pids} is left`, 5, () => !pids.some(alive));
    await until('the temporary data is gone', 5, () => !existsSync(killed.told.postgres.dataDir));
  });

  it('are gone within 5 s after its whole process group was killed (kill -9 of the group)', async () => {
    const { pids, group } = await host();
    process.kill(-group, 'SIGKILL');
    await until(`no process of ${pids} is left`, 5, () => !pids.some(alive));
  });

  it('are gone within 5 s after Ctrl-C (SIGINT to the whole group) of a process that does not handle it', async () => {
    const { pids, group } = await host();
    process.kill(-group, 'SIGINT');
    await until(`no process of ${pids} is left`, 5, () => !pids.some(alive));
  });

  it('stop in order when it stops them itself', async () => {
    const { host: orderly, pids } = await host();
    expect(await orderly.finish()).toBe(0);
    expect(pids.some(alive)).toBe(false);
    expect(existsSync(orderly.told.postgres.dataDir)).toBe(false);
  });
});
