import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Coverage, coverageOf } from '@duban/campaign';
import { loadSeed } from './load-seed.js';

/** Where every item of the seed's notice (`items.txt`, one id a line) lives in its definition; `[]` for a seed without a list of items. */
export async function coverSeed(seeds: string, name: string, tables?: string): Promise<readonly Coverage[]> {
  const { definition } = await loadSeed(seeds, name, tables === undefined ? {} : { tables });
  return coverageOf(definition, await itemsOf(path.join(seeds, name, 'items.txt')));
}

async function itemsOf(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
