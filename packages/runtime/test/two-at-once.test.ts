import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { throwawayFolder } from '@duban/runtime';
import { expect, it } from 'vitest';
import { isIntact, putIntoCache } from '../src/binaries/cached-binary.js';

it('a program that two processes put into the cache at the same time is whole afterwards', async () => {
  const folder = throwawayFolder('cache');
  const file = join(folder.path, 'program');
  const put = (content: string) =>
    putIntoCache(file, async (work) => {
      const made = join(work, 'program');
      for (let i = 0; i < 200; i += 1) writeFileSync(made, content, { flag: 'a' });
      return made;
    });
  // The same release, as with two real downloads.
  await Promise.all([put('same'), put('same'), put('same')]);
  expect(await isIntact(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('same'.repeat(200));
  folder.remove();
});
