import path from 'node:path';
import { type Coverage, coverageOf } from '@duban/campaign';
import { textOf } from './folder/text-of.js';
import { loadSeed } from './load-seed.js';

/** Where every item of the seed's notice (`items.txt`, one id a line) lives in its definition; `[]` for a seed without a list of items. */
export async function coverSeed(seeds: string, name: string, tables?: string): Promise<readonly Coverage[]> {
  const { definition } = await loadSeed(seeds, name, tables === undefined ? {} : { tables });
  const items = (await textOf(path.join(seeds, name, 'items.txt'))) ?? '';
  return coverageOf(
    definition,
    items.split('\n').filter((line) => line !== ''),
  );
}
