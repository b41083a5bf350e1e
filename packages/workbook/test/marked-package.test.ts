import { beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { readCells } from '../src/cells/read-cells.js';
import { finding, findings, given, partsOf, textOf } from './marked.js';
import { oddities } from './oddities/index.js';
import { rich, richParts, richSheet, richStyles } from './rich.js';
import { zip } from './zip.js';

let returned: Uint8Array;
beforeAll(async () => {
  returned = await given(rich, findings);
});

describe('everything else in the package stays as it came', () => {
  const CHANGED = [
    '[Content_Types].xml',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
    'xl/styles.xml',
    'xl/comments1.xml',
    'xl/drawings/vmlDrawing1.vml',
  ];
  it('part by part: picture, chart, drawing, printer settings, properties, parts of its own', async () => {
    const after = await partsOf(returned);
    const untouched = richParts.filter(({ name }) => !CHANGED.includes(name));
    expect(untouched.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'xl/media/image1.png',
        'xl/charts/chart1.xml',
        'xl/drawings/drawing1.xml',
        'customXml/item1.xml',
      ]),
    );
    for (const { name, data } of untouched) expect(after.get(name)?.equals(Buffer.from(data)), name).toBe(true);
    expect([...after.keys()]).toEqual([...richParts.map(({ name }) => name), 'xl/worksheets/sheet3.xml']);
  });
  it('down to the packed bytes, order, dates and names of the zip', async () => {
    const packed = async (bytes: Uint8Array) => {
      const buffer = Buffer.from(bytes);
      const file = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false });
      const entries = new Map<string, string>();
      for await (const entry of file.eachEntry()) {
        const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true });
        const raw = buffer.subarray(fileDataStart, fileDataStart + entry.compressedSize).toString('hex');
        entries.set(
          entry.fileName,
          [raw, entry.lastModFileDate, entry.lastModFileTime, entry.compressionMethod, entry.crc32].join(),
        );
      }
      return entries;
    };
    const [before, after] = [await packed(rich), await packed(returned)];
    for (const [name, entry] of before) if (!CHANGED.includes(name)) expect(after.get(name), name).toBe(entry);
  });
  it('the sheet differs by its cells’ styles only: rules, drop-downs, merges, hidden rows and drawings are the same text', async () => {
    const sheet = await textOf(returned, 'xl/worksheets/sheet1.xml');
    const [head, data, tail] = sheet.split(/<\/?sheetData>/);
    const [oldHead, oldData, oldTail] = richSheet.split(/<\/?sheetData>/);
    expect([head, tail]).toEqual([oldHead, oldTail]);
    // Without the new cells and styles the rows are what they were.
    const bare = (text = '') =>
      text
        .replace(/<c r="(C7|B5|A8)" s="\d+"\/>/g, '')
        .replace(/<row r="7"><\/row>|<row r="8"><\/row>/g, '')
        .replace(/(<row r="5"[^>]*[^/])><\/row>/, '$1/>')
        .replace(/(<c r="\w+") s="\d+"/g, '$1');
    expect(bare(data)).toBe(bare(oldData));
  });
  it('styles only grow: every style that was there is where it was', async () => {
    const styles = await textOf(returned, 'xl/styles.xml');
    for (const list of ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs']) {
      const inside = (text: string) => new RegExp(`<${list} count="(\\d+)">(.*)</${list}>`).exec(text);
      const [, , old = ''] = inside(richStyles) ?? [];
      const [, count, now = ''] = inside(styles) ?? [];
      expect(now.startsWith(old), list).toBe(true);
      const element = list === 'dxfs' ? 'dxf' : list.replace(/^cellStyleXfs$|^cellXfs$/, 'xfs').slice(0, -1);
      expect(now.match(new RegExp(`<${element}[ >/]`, 'g'))?.length, list).toBe(Number(count));
    }
  });
  it('formulas are the clerk’s own and go back as they are', async () => {
    const cells = (await readCells(returned, 'x.xlsx')).sheets[1]?.cells;
    expect(cells?.get('B12')).toMatchObject({ formula: 'SUM(B2:B11)', content: { kind: 'number', number: 36 } });
  });
});

describe('strange packages', () => {
  it('of every kind we read come back marked, with the same cells', async () => {
    for (const { story, bytes } of oddities) {
      const before = await readCells(bytes, 'x.xlsx');
      const sheet = before.sheets[0];
      const target = finding('A1', { place: { sheet: sheet?.name ?? '', cell: 'A1' } });
      const marked = await given(bytes, [target]);
      const [list, ...rest] = (await readCells(marked, 'x.xlsx')).sheets;
      expect(list?.name, story).toBe('审核意见');
      expect(
        rest.map(({ cells }) => cells),
        story,
      ).toEqual(before.sheets.map(({ cells }) => cells));
      expect(rest.map(({ part }) => part)).toEqual(before.sheets.map(({ part }) => part));
      // And once more: nothing piles up.
      const again = await given(marked, [target]);
      expect(Buffer.from(again).equals(Buffer.from(marked)), story).toBe(true);
    }
  });
  it('a package that is only folders and lies is refused, not mended', async () => {
    const broken = zip(richParts.filter(({ name }) => name !== 'xl/worksheets/sheet2.xml'));
    await expect(given(broken, findings)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
