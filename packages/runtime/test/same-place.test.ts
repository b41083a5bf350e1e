import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import {
  findBinary,
  freePort,
  grpcHealthy,
  portIsFree,
  startDevServer,
  startPostgres,
  type ThrowawayFolder,
  throwawayFolder,
  withLastingPort,
} from '@duban/runtime';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const WORKFLOWS = 'temporal.api.workflowservice.v1.WorkflowService';
let folder: ThrowawayFolder;
const undo: (() => Promise<unknown> | unknown)[] = [];

beforeEach(() => {
  folder = throwawayFolder('same-place');
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
  folder.remove();
});

async function stranger(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function tell(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a port to come back to', () => {
  it('is another one when a stranger has it, and below those that outgoing connections are given', async () => {
    const taken = await stranger();
    expect(await portIsFree(taken)).toBe(false);
    const port = await withLastingPort((each) => Promise.resolve(each), taken);
    expect(port).not.toBe(taken);
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_000);
  });

  it('is the one it was before', async () => {
    const before = await freePort();
    expect(await withLastingPort((each) => Promise.resolve(each), before)).toBe(before);
  });
});

describe('PostgreSQL', () => {
  it('refuses to start elsewhere than it was told', async () => {
    const port = await stranger();
    const start = startPostgres({ throwaway: false, dataDir: folder.path, port });
    await expect(start).rejects.toMatchObject({ code: 'service-exited' });
  });

  it('killed under load, is back on its port with every acknowledged row, while old backends still linger', async () => {
    const options = { throwaway: false, dataDir: folder.path } as const;
    const first = await startPostgres(options);
    await tell(first.url, "create table kept as select generate_series(1, 1000) as n, 'x' as t");
    const busy = new Client(first.url);
    // The connection breaks with the server; that is the point.
    busy.on('error', () => undefined);
    await busy.connect();
    const query = busy
      .query('insert into kept select n, t from generate_series(1, 100000000) n, kept k')
      .catch(() => 0);
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await startPostgres({ ...options, port: first.port });
    undo.push(() => second.stop());
    await query;
    expect(second.url).toBe(first.url);
    expect(await tell(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });
});

describe('the Temporal development server', () => {
  it('killed, is back at its address with its workflows', async () => {
    const cli = await findBinary('temporal');
    const options = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };
    const first = await startDevServer(options);
    const workflow = (...args: string[]): string =>
      execFileSync(cli, ['workflow', ...args, '--address', first.address], { encoding: 'utf8' });
    workflow('start', '--task-queue', 'nobody', '--type', 'campaign', '--workflow-id', 'kept');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const [port, uiPort] = [first.address, first.uiAddress].map((each) => Number(each.split(':').at(-1)));
    const second = await startDevServer({ ...options, port: port ?? 0, uiPort: uiPort ?? 0 });
    undo.push(() => second.kill());
    expect([second.address, second.uiAddress]).toEqual([first.address, first.uiAddress]);
    expect(await grpcHealthy(second.address, WORKFLOWS)).toBe(true);
    expect(workflow('list')).toContain('kept');
  }, 60_000);
});
