import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programOf, type ThrowawayFolder, throwawayFolder } from '@duban/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Seconds since 1970. */
const BUILT = 1_700_000_000;

let folder: ThrowawayFolder;

beforeEach(() => {
  folder = throwawayFolder('program');
  for (const name of ['main.js', 'part.js', 'main.bundle.js', 'main.bundle.js.json']) write(name, BUILT);
});
afterEach(() => folder.remove());

function write(name: string, at: number): void {
  const file = join(folder.path, name);
  writeFileSync(file, name.endsWith('.json') ? '["main.js", "part.js"]' : '');
  utimesSync(file, at, at);
}

const chosen = (): string => programOf(pathToFileURL(join(folder.path, 'main.js'))).slice(folder.path.length + 1);

describe('the file that a program is started from', () => {
  it('is not the one-file form when a part of it was built anew since: nobody runs yesterday’s code', () => {
    write('part.js', BUILT + 1);
    expect(chosen()).toBe('main.js');
  });

  it('is not the one-file form when a part of it is gone', () => {
    rmSync(join(folder.path, 'part.js'));
    expect(chosen()).toBe('main.js');
  });

  it('is the module itself when nothing was made of it, or only half', () => {
    rmSync(join(folder.path, 'main.bundle.js.json'));
    expect(chosen()).toBe('main.js');
    rmSync(join(folder.path, 'main.bundle.js'));
    expect(chosen()).toBe('main.js');
  });

  it('is the one-file form when it is as new as all its parts', () => {
    expect(chosen()).toBe('main.bundle.js');
  });
});
