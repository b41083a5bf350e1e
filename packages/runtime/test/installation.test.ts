import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
  answers,
  markOf,
  type RuntimeFile,
  readRuntime,
  secretOf,
  spawnKept,
  stillRuns,
  type ThrowawayFolder,
  throwawayFolder,
  writeRuntime,
} from '@duban/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: ThrowawayFolder;
beforeEach(() => {
  folder = throwawayFolder('installation');
});
afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);
const mode = (name: string): number => statSync(at(name)).mode & 0o777;

async function mine(): Promise<RuntimeFile> {
  return {
    state: 'running',
    ...((await markOf(process.pid)) ?? { pid: 0, identity: null }),
    started: 0,
    address: null,
    ports: { web: 20_001 },
    services: {},
    databaseUrl: 'postgres://postgres:secret@127.0.0.1:20002/postgres',
    temporal: null,
  };
}

describe('runtime.json', () => {
  it('is nothing when it is missing or broken', async () => {
    expect(await readRuntime(folder.path)).toBeNull();
    writeFileSync(at('runtime.json'), '{"state":"run');
    expect(await readRuntime(folder.path)).toBeNull();
  });

  it('is read back as it was written, by its owner only, and leaves no other file', async () => {
    const runtime = await mine();
    await writeRuntime(folder.path, { ...runtime, state: 'starting' });
    await writeRuntime(folder.path, runtime);
    expect(await readRuntime(folder.path)).toEqual(runtime);
    expect(mode('runtime.json')).toBe(0o600);
    expect(readdirSync(folder.path)).toEqual(['runtime.json']);
  });

  it('says nobody runs after an orderly end, after a kill, and when the process id has gone to somebody else', async () => {
    const runtime = await mine();
    expect(await stillRuns(runtime)).toBe(true);
    expect(await stillRuns({ ...runtime, state: 'stopped' })).toBe(false);
    const gone = await spawnKept('sleep', ['60']);
    const dead = { ...runtime, ...(await markOf(gone.pid)) };
    expect(await stillRuns(dead)).toBe(true);
    await gone.kill();
    expect(await stillRuns(dead)).toBe(false);
    expect(await stillRuns({ ...runtime, identity: 'another boot/12345' })).toBe(false);
  });

  it('asks the address where the system tells processes not apart', async () => {
    const runtime = { ...(await mine()), identity: null };
    expect(await stillRuns(runtime)).toBe(false);
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/api/health' ? 200 : 404;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await stillRuns({ ...runtime, address: `http://127.0.0.1:${port}` })).toBe(true);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await answers(`http://127.0.0.1:${port}`)).toBe(false);
  });
});

describe('the secret', () => {
  it('is refused from the environment when it is too short to be one', async () => {
    const short = secretOf(folder.path, { DUBAN_SECRET: 'duban' });
    await expect(short).rejects.toMatchObject({ code: 'setting-invalid', details: { name: 'DUBAN_SECRET' } });
  });

  it('is not made anew beside an existing database: what was sent out would be refused', async () => {
    await import('node:fs/promises').then(({ mkdir }) => mkdir(at('postgres')));
    writeFileSync(at('postgres/password'), 'x');
    await expect(secretOf(folder.path, {})).rejects.toMatchObject({ code: 'data-folder-incomplete' });
    expect(readdirSync(folder.path)).toEqual(['postgres']);
  });

  it('is made once, 32 random bytes for the owner only, and the same for two processes that begin at once', async () => {
    const [a, b] = await Promise.all([secretOf(folder.path, {}), secretOf(folder.path, {})]);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(b).toBe(a);
    expect(await secretOf(folder.path, {})).toBe(a);
    expect(readFileSync(at('secret'), 'utf8')).toBe(a);
    expect(mode('secret')).toBe(0o600);
  });

  it('is made in a data folder that is not there yet, for the owner only: on a fresh clone nobody has started the system', async () => {
    const fresh = at('.duban');
    expect(await secretOf(fresh, {})).toMatch(/^[0-9a-f]{64}$/);
    expect(mode('.duban')).toBe(0o700);
    expect(readdirSync(fresh)).toEqual(['secret']);
  });

  it('comes from the environment before the file', async () => {
    const named = 'x'.repeat(32);
    expect(await secretOf(folder.path, { DUBAN_SECRET: named })).toBe(named);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
