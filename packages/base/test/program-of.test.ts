import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programOf } from '@duban/base/program-of';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Seconds since 1970. */
const BUILT = 1_700_000_000;

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-program-'));
  mkdirSync(join(folder, 'main.bundle'));
  for (const name of ['main.js', 'part.js', 'main.bundle/main.js']) write(name, { text: name, at: BUILT });
  const parts = { '../main.js': hash('main.js'), '../part.js': hash('part.js') };
  write('main.bundle/parts.json', { text: JSON.stringify(parts), at: BUILT });
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, { text, at }: { text: string; at: number }): void {
  const file = join(folder, name);
  writeFileSync(file, text);
  utimesSync(file, at, at);
}

const chosen = (): string => programOf(pathToFileURL(join(folder, 'main.js'))).slice(folder.length + 1);

describe('the file that a program is started from', () => {
  it('is not the bundled form when a part of it was built anew since: nobody runs yesterday’s code', () => {
    write('part.js', { text: 'mended', at: BUILT + 1 });
    expect(chosen()).toBe('main.js');
  });

  it('is not the bundled form when a part of it is gone', () => {
    rmSync(join(folder, 'part.js'));
    expect(chosen()).toBe('main.js');
  });

  it('is the module itself when nothing was made of it, or only half', () => {
    rmSync(join(folder, 'main.bundle/parts.json'));
    expect(chosen()).toBe('main.js');
    rmSync(join(folder, 'main.bundle'), { recursive: true });
    expect(chosen()).toBe('main.js');
  });

  it('is the bundled form when it is as new as all its parts', () => {
    expect(chosen()).toBe('main.bundle/main.js');
  });

  it('is the bundled form when a part is newer and yet the same, as after a build that came out of a cache', () => {
    write('part.js', { text: 'part.js', at: BUILT + 1 });
    expect(chosen()).toBe('main.bundle/main.js');
  });
});
