import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCells } from '../../src/cells/read-cells.js';
import { admit } from '../../src/gate.js';
import { calamineMissing, type Dump, differences, dumps, inItsWords, seenBy } from './calamine.js';
import { corpus, corpusFile, corpusMissing, corpusPath } from './corpus.js';

// Files nobody made for us, cell by cell beside python-calamine. Nothing in here may be a silent misread: every value agrees, or
// the file is refused, or the difference is named with its reason.
const known: Readonly<Record<string, { readonly why: string; readonly sees: Readonly<Record<string, unknown>> }>> = {
  'exceljs+exceljs__spec_integration_data_1904.xlsx': {
    why: 'calamine gives a bare time of day for day 0; in a 1904 workbook that is 1904-01-01',
    sees: { 'Sheet1!B4': 'time 00:00:00' },
  },
};

let seen: Readonly<Record<string, Dump>> = {};
const tally = { read: 0, cells: 0, wps: 0, refused: [] as string[] };

/** WPS signs in docProps/app.xml; where that was copied from an Excel file, its build stands in docProps/custom.xml. */
async function isWps(bytes: Uint8Array, name: string): Promise<boolean> {
  const { parts } = await admit(bytes, name);
  const text = (part: string) => (parts.find(part) === undefined ? '' : parts.read(part).toString());
  return (
    /<(\w+:)?Application>[^<]*WPS/.test(text('docProps/app.xml')) ||
    text('docProps/custom.xml').includes('KSOProductBuildVer')
  );
}

beforeAll(() => {
  if (corpus.length > 0 && calamineMissing === '') seen = dumps(corpus.map(corpusPath));
});
afterAll(() => {
  if (tally.read === 0) return;
  process.stdout.write(
    `real workbooks: ${tally.read} of ${corpus.length} read without a silent misread (${tally.cells} cells), ${tally.wps} of them made by WPS; refused: ${tally.refused.join(', ') || 'none'}\n`,
  );
});

describe.skipIf(corpus.length === 0 || calamineMissing !== '')(
  `somebody else’s workbook, cell by cell beside python-calamine${corpusMissing}${calamineMissing}`,
  () => {
    it.each(corpus)('%s', async (name) => {
      const bytes = corpusFile(name);
      const dump = seen[corpusPath(name)] ?? { error: 'not read' };
      const book = await readCells(bytes, name).catch((error: { code?: string }) => error.code ?? String(error));
      if (typeof book === 'string') {
        // A refusal is honest only where the other program cannot open it either.
        expect(dump, book).toHaveProperty('error');
        tally.refused.push(name);
        return;
      }
      expect(dump).not.toHaveProperty('error');
      if ('error' in dump) return;
      const ours = inItsWords(book);
      const differing = differences(ours, seenBy(dump));
      expect(Object.fromEntries(Object.entries(differing).map(([key, { calamine }]) => [key, calamine]))).toEqual(
        known[name]?.sees ?? {},
      );
      expect(book.sheets.map((sheet) => [sheet.name, sheet.state.toLowerCase()])).toEqual(
        Object.entries(dump.sheets).map(([sheet, { visible }]) => [sheet, visible.toLowerCase()]),
      );
      for (const { name: sheet, merges } of book.sheets) {
        const theirs = dump.sheets[sheet]?.merges ?? [];
        expect(
          merges.map(({ top, left, bottom, right }) => [top - 1, left - 1, bottom - 1, right - 1].join()).sort(),
        ).toEqual(theirs.map((range) => range.flat().join()).sort());
      }
      tally.read += 1;
      tally.cells += ours.size;
      if (await isWps(bytes, name)) tally.wps += 1;
    });
    it('enough of them were read, WPS’s among them', () => {
      expect(tally.read).toBeGreaterThanOrEqual(30);
      expect(tally.wps).toBeGreaterThan(0);
    });
  },
);
