import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataFolder, freePort, repoRoot, throwawayFolder } from '@duban/runtime';
import { describe, expect, it } from 'vitest';

describe('folders', () => {
  it('refuses to find the root of a module that lies outside any checkout', () => {
    expect(() => repoRoot('file:///somewhere/else.js')).toThrow('turbo.json');
  });

  it('finds the root above a module, by turbo.json', () => {
    const folder = throwawayFolder('root');
    mkdirSync(join(folder.path, 'packages', 'x', 'dist'), { recursive: true });
    writeFileSync(join(folder.path, 'turbo.json'), '{}');
    expect(repoRoot(pathToFileURL(join(folder.path, 'packages', 'x', 'dist', 'y.js')).href)).toBe(folder.path);
    folder.remove();
  });

  it('makes the data folder for its owner only', () => {
    const folder = throwawayFolder('data');
    const made = dataFolder({ DUBAN_DATA: join(folder.path, 'here') });
    expect(made).toBe(join(folder.path, 'here'));
    expect(statSync(made).mode & 0o777).toBe(0o700);
    folder.remove();
  });

  it('removes a throwaway folder with all it holds', () => {
    const folder = throwawayFolder('gone');
    writeFileSync(join(folder.path, 'file'), 'x');
    folder.remove();
    folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });
});

it('ports handed out one after the other are all different', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  expect(new Set(ports).size).toBe(20);
});
