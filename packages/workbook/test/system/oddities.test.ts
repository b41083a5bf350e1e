import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCells } from '../../src/cells/read-cells.js';
import { oddities } from '../oddities/index.js';
import { calamineMissing, type Dump, differences, dumps, inItsWords, seenBy } from './calamine.js';

// The oddities made by us, read by somebody else's program: where it sees something else, the oddity itself says why.
let folder: string;
let seen: Readonly<Record<string, Dump>>;
const fileOf = (i: number) => join(folder, `${i}.xlsx`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-oddities-'));
  for (const [i, { bytes }] of oddities.entries()) writeFileSync(fileOf(i), bytes);
  if (calamineMissing === '') seen = dumps(oddities.map((_, i) => fileOf(i)));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(calamineMissing !== '')(`oddities made by us, against python-calamine${calamineMissing}`, () => {
  it.each(oddities.map((oddity, i) => ({ ...oddity, i })))('$story', async ({ bytes, i, calamine }) => {
    const dump = seen[fileOf(i)] ?? { error: 'not read' };
    if (calamine?.sees === 'refuses') {
      expect(dump, calamine.why).toHaveProperty('error');
      return;
    }
    expect(dump).not.toHaveProperty('error');
    const book = await readCells(bytes, '表.xlsx');
    const single = book.sheets.length === 1 ? `${book.sheets[0]?.name}!` : '';
    const differing = Object.entries(differences(inItsWords(book), seenBy(dump)));
    expect(Object.fromEntries(differing.map(([key, { calamine: value }]) => [key.replace(single, ''), value]))).toEqual(
      calamine?.sees ?? {},
    );
    if ('error' in dump) return;
    expect(book.sheets.map(({ name, state }) => [name, state.toLowerCase()])).toEqual(
      Object.entries(dump.sheets).map(([name, { visible }]) => [name, visible.toLowerCase()]),
    );
  });
});
