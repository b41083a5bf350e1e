import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres, type ThrowawayFolder, throwawayFolder } from '@duban/runtime';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ways } from './support/this-machine.js';
import { alive } from './support/until.js';

let folder: ThrowawayFolder;
const running: Postgres[] = [];

beforeEach(() => {
  folder = throwawayFolder('pg-test');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.kill()));
  folder.remove();
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe.each(ways)('PostgreSQL run as $way', ({ way, env }) => {
  let made: ThrowawayFolder;
  let cluster: string;
  beforeAll(async () => {
    made = throwawayFolder('pg-made');
    const server = await startPostgres({ throwaway: false, dataDir: made.path, env });
    await server.stop();
    cluster = server.clusterDir;
  });
  afterAll(() => {
    rmSync(join(cluster, '..'), { recursive: true, force: true });
    made.remove();
  });

  /** A data folder as its first start and an orderly stop leave it: a copy, since to make a cluster takes longer than most tests. */
  function usedFolder(): string {
    execFileSync('cp', ['-a', cluster, join(made.path, 'password'), folder.path]);
    return folder.path;
  }

  async function start(dataDir?: string): Promise<Postgres> {
    const server = await startPostgres(
      dataDir === undefined ? { throwaway: true, env } : { throwaway: false, dataDir, env },
    );
    running.push(server);
    if (server.clusterDir !== join(server.dataDir, 'cluster')) elsewhere.add(server.clusterDir);
    return server;
  }
  const elsewhere = new Set<string>();
  afterEach(() => {
    for (const cluster of elsewhere) rmSync(join(cluster, '..'), { recursive: true, force: true });
    elsewhere.clear();
  });

  it('refuses a data folder of another major version, and names both', async () => {
    const server = await start(usedFolder());
    await server.stop();
    const version = join(server.clusterDir, 'PG_VERSION');
    const real = readFileSync(version, 'utf8');
    writeFileSync(version, '13\n');
    await expect(start(folder.path)).rejects.toMatchObject({
      code: 'database-version',
      details: { found: '13', expected: real.trim() },
    });
  });

  it('refuses a data folder that another server holds', async () => {
    const server = await start(usedFolder());
    await expect(start(folder.path)).rejects.toMatchObject({ code: 'data-folder-busy', details: { pid: server.pid } });
  });

  it('refuses a data folder whose password file was lost', async () => {
    const server = await start(usedFolder());
    await server.stop();
    rmSync(join(folder.path, 'password'));
    await expect(start(folder.path)).rejects.toMatchObject({ code: 'data-folder-incomplete' });
  });

  it('refuses a wrong password, and other addresses of the machine than loopback', async () => {
    const server = await start();
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    const outside = Object.values(networkInterfaces()).flat();
    for (const each of outside.filter((one) => one?.family === 'IPv4' && !one.internal)) {
      url.hostname = each?.address ?? '';
      await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('throwaway: is UTF-8 with locale C, has no socket file, and vanishes at stop', async () => {
    const server = await start();
    expect(server.account).toBe(way);
    const [row] = await query(
      server.url,
      `select current_setting('server_encoding') as encoding, current_setting('unix_socket_directories') as sockets,
       current_setting('password_encryption') as passwords, datcollate as locale from pg_database where datname = 'postgres'`,
    );
    expect(row).toEqual({ encoding: 'UTF8', sockets: '', passwords: 'scram-sha-256', locale: 'C' });
    await server.stop();
    expect(alive(server.pid)).toBe(false);
    expect(existsSync(server.dataDir)).toBe(false);
  });

  it('persistent: keeps its data and its password over a restart; only the owner reads the password', async () => {
    const first = await start(folder.path);
    await query(first.url, "create table kept (what text); insert into kept values ('督办')");
    await first.stop();
    expect(statSync(join(folder.path, 'password')).mode & 0o777).toBe(0o600);
    const second = await start(folder.path);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    expect(await query(second.url, 'select what from kept')).toEqual([{ what: '督办' }]);
    expect(await query(second.url, "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'on' }]);
  });

  it('persistent: keeps what was acknowledged when it is killed, and starts again at once', async () => {
    const first = await start(usedFolder());
    await query(first.url, 'create table kept (n int); insert into kept select generate_series(1, 1000)');
    await first.kill();
    const second = await start(folder.path);
    expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  it('is not stopped by a process id left behind by a crash and now used by another program', async () => {
    const first = await start(usedFolder());
    await first.kill();
    const pidFile = join(first.clusterDir, 'postmaster.pid');
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
    writeFileSync(pidFile, [process.pid, ...rest].join('\n'));
    const second = await start(folder.path);
    expect(second.pid).not.toBe(process.pid);
  });

  it('goes on after an interrupted first start, which left half a cluster', async () => {
    const half = join(folder.path, 'cluster.new');
    writeFileSync(join(folder.path, 'password'), 'chosen-before', { mode: 0o600 });
    await import('node:fs/promises').then(({ mkdir }) => mkdir(half));
    writeFileSync(join(half, 'PG_VERSION'), '18');
    chmodSync(half, 0o700);
    const server = await start(folder.path);
    expect(new URL(server.url).password).toBe('chosen-before');
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

it('refuses programs of another PostgreSQL that are not there, and names the setting', async () => {
  const env = { ...process.env, DUBAN_POSTGRES_BIN: join(folder.path, 'no-programs') };
  await expect(startPostgres({ throwaway: true, env })).rejects.toMatchObject({
    code: 'database-programs-missing',
    details: { reason: expect.stringContaining('DUBAN_POSTGRES_BIN=') },
  });
});
