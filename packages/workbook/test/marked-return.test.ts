// Long because it is one proof: every promise of the marked return, on one workbook that holds everything.
import type { Finding } from '@duban/tables';
import type { FillPattern, Workbook } from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { readCells } from '../src/cells/read-cells.js';
import type { CellBook } from '../src/cells/types.js';
import { annotate } from '../src/child/annotate.js';
import { open, save } from './book.js';
import { oddities } from './oddities/index.js';
import { rich, richParts, richSheet, richStyles } from './rich.js';
import { tamper, unzip, zip } from './zip.js';

const finding = (cell: string, more: Partial<Finding> = {}): Finding => ({
  check: 'x',
  severity: 'E',
  key: null,
  label: '检查机构（本期）',
  place: { sheet: '统计表', cell },
  found: '12',
  expected: '30',
  message: `${cell} 的数不对，请核对后改正。`,
  ...more,
});
const given = (bytes: Uint8Array, findings: readonly Finding[]) => annotate({ bytes, name: '任城区.xlsx', findings });
const partsOf = async (bytes: Uint8Array) =>
  new Map((await unzip(bytes)).map(({ name, data }) => [name, Buffer.from(data)]));
const textOf = async (bytes: Uint8Array, part: string) => (await partsOf(bytes)).get(part)?.toString() ?? '';
const listOf = (book: CellBook) => book.sheets[0]?.cells;
const commentTexts = (xml: string) =>
  Object.fromEntries(
    [...xml.matchAll(/<comment ref="(\w+)"[\s\S]*?<\/comment>/g)].map((m) => [
      m[1],
      [...m[0].matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((t) => t[1]).join(''),
    ]),
  );

const findings = [
  finding('B2'),
  finding('B12', { severity: 'W', message: '合计与分项不符。' }),
  finding('C7', { severity: 'I' }),
  finding('B5'),
  finding('B9', { severity: 'W', message: '合并单元格里的数。' }),
  finding('A12', { severity: 'W' }),
];
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

describe('a drawing of comments that the package has lost', () => {
  it('is made anew, and its kind declared', async () => {
    const lost = zip(
      richParts
        .filter(({ name }) => name !== 'xl/drawings/vmlDrawing1.vml')
        .map(({ name, data }) => ({
          name,
          data:
            name === '[Content_Types].xml'
              ? Buffer.from(data)
                  .toString('utf8')
                  .replace(/<Default Extension="vml"[^>]*>/, '')
              : data,
        })),
    );
    const after = await partsOf(await given(lost, findings));
    const types = after.get('[Content_Types].xml')?.toString('utf8') ?? '';
    expect(after.has('xl/drawings/vmlDrawing1.vml')).toBe(true);
    expect(types).toContain('<Default Extension="vml"');
  });
});

describe('the workbook with its new first sheet', () => {
  it('opens on it, alone selected, and names follow their sheets', async () => {
    const workbook = await textOf(returned, 'xl/workbook.xml');
    expect(workbook).toContain(
      '<sheets><sheet name="审核意见" sheetId="8" r:id="rId7"/><sheet name="统计表" sheetId="3"',
    );
    expect(workbook).toContain('firstSheet="0" activeTab="0"');
    expect(workbook).toContain('<definedName name="_xlnm.Print_Area" localSheetId="1">统计表!$A$1:$C$12');
    expect(workbook).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="2">附表!$1:$1');
    expect(workbook).toContain('<definedName name="基数">统计表!$B$2');
    expect(await textOf(returned, 'xl/worksheets/sheet2.xml')).not.toContain('tabSelected');
  });
  it('holds what findings quote as texts, never as formulas', async () => {
    const nasty = '=WEBSERVICE("http://x/"&A1)';
    const book = await readCells(
      await given(rich, [finding('B2', { found: nasty, message: '+1\u0001<&>_x0041_\r\n"', label: '@x' })]),
      'x.xlsx',
    );
    const list = listOf(book);
    expect([...(list?.values() ?? [])].every(({ formula }) => formula === null)).toBe(true);
    expect(['D6', 'E6', 'G6'].map((address) => list?.get(address)?.content)).toEqual([
      { kind: 'text', text: '@x' },
      { kind: 'text', text: nasty },
      { kind: 'text', text: '+1\u0001<&>_x0041_\r\n"' },
    ]);
  });
  it('links each finding to its cell, by a link inside the workbook', async () => {
    const strange = await tamper(rich, {
      part: /workbook\.xml$/,
      change: (xml) => xml.replaceAll('name="统计表"', 'name="统计\'表 &amp; 1"'),
    });
    const list = await textOf(
      await given(strange, [
        finding('B2', { place: { sheet: "统计'表 & 1", cell: 'B2' } }),
        finding('B3', { place: { sheet: '没有这页', cell: 'B3' } }),
      ]),
      'xl/worksheets/sheet3.xml',
    );
    expect(list.match(/<hyperlink /g)).toHaveLength(1);
    expect(list).toContain('<hyperlink ref="C6" location="\'统计\'\'表 &amp; 1\'!B2"');
  });
  it('leaves a sheet of that name that is the clerk’s own', async () => {
    const own = await tamper(rich, {
      part: /workbook\.xml$/,
      change: (xml) => xml.replace('name="附表"', 'name="审核意见"'),
    });
    const names = (await readCells(await given(own, findings), 'x.xlsx')).sheets.map(({ name }) => name);
    expect(names).toEqual(['审核意见 (2)', '统计表', '审核意见']);
  });
});

describe('comments', () => {
  it('of the clerk are kept, ours stand below on the same cell', async () => {
    const texts = commentTexts(await textOf(returned, 'xl/comments1.xml'));
    expect(texts).toMatchObject({
      B2: '张三:\n含二季度补录\n【审核】必须修改：B2 的数不对，请核对后改正。',
      A12: '已核\n【审核】需要说明：A12 的数不对，请核对后改正。',
      B12: '【审核】需要说明：合计与分项不符。',
      B5: '【审核】必须修改：B5 的数不对，请核对后改正。',
      A8: '【审核】需要说明：合并单元格里的数。',
    });
  });
  it('each have one shape, none of another’s id', async () => {
    const vml = await textOf(returned, 'xl/drawings/vmlDrawing1.vml');
    const ids = [...vml.matchAll(/<v:shape id="([^"]+)"/g)].map((m) => m[1]);
    const places = [...vml.matchAll(/<x:Row>(\d+)<\/x:Row>\s*<x:Column>(\d+)</g)].map((m) => `${m[1]},${m[2]}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(places.sort()).toEqual(['1,1', '11,0', '11,1', '6,2', '4,1', '7,0'].sort());
  });
  it('make their parts where a sheet has none', async () => {
    const second = { place: { sheet: '附表', cell: 'D4' } };
    const bytes = await given(rich, [finding('D4', second)]);
    const parts = await partsOf(bytes);
    expect(parts.get('xl/worksheets/sheet2.xml')?.toString()).toContain(
      '<sheetData><row r="4"><c r="D4" s="3"/></row></sheetData><legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId2"/></worksheet>',
    );
    expect(commentTexts(parts.get('xl/comments2.xml')?.toString() ?? '')).toHaveProperty('D4');
    expect(parts.get('xl/worksheets/sheet1.xml')?.toString()).toBe(richSheet);
    const book = await open(bytes);
    expect(JSON.stringify(book.getWorksheet('附表')?.getCell('D4').note)).toContain('【审核】必须修改');
  });
  it('are drawn into drawings that are no XML, as form controls leave them', async () => {
    const loose = await tamper(rich, { part: /vml$/, change: (xml) => xml.replace('</div>', '<br>宋体</div>') });
    const drawn = await textOf(await given(loose, [finding('C3')]), 'xl/drawings/vmlDrawing1.vml');
    expect(drawn).toContain('<br>宋体</div>');
    expect(drawn).toMatch(/<x:Row>2<\/x:Row><x:Column>2<\/x:Column><\/x:ClientData><\/v:shape><\/xml>$/);
  });
  it('of a conversation are left to it', async () => {
    const thread = await tamper(rich, {
      part: /comments1/,
      change: (xml) => xml.replace('<author>张三</author>', '<author>tc={1}</author>'),
    });
    expect(commentTexts(await textOf(await given(thread, findings), 'xl/comments1.xml')).B2).toBe(
      '张三:\n含二季度补录',
    );
  });
});

describe('an earlier return handed in again', () => {
  it('gives the very same package for the same findings: marks never pile up', async () => {
    const again = await given(returned, findings);
    const [first, second] = [await partsOf(returned), await partsOf(again)];
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [name, data] of first) expect(second.get(name)?.toString(), name).toBe(data.toString());
  });
  it('without findings is the clerk’s workbook again, apart from the list', async () => {
    const clean = await partsOf(await given(returned, []));
    const once = await partsOf(await given(rich, []));
    for (const name of ['xl/comments1.xml', 'xl/drawings/vmlDrawing1.vml', 'xl/workbook.xml']) {
      // Shown as a run of its own, a bare text says the same.
      const plain = (text = '') =>
        text.replace('<r><t>已核</t></r>', '<t>已核</t>').replace('<author>审核</author>', '');
      expect(plain(clean.get(name)?.toString()), name).toBe(plain(once.get(name)?.toString()));
    }
    const sheet = clean.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
    expect(sheet.replace(/<row r="(7|8)">.*?<\/row>/g, '').replace(/(<row r="5"[^>]*[^/])>.*?<\/row>/, '$1/>')).toBe(
      richSheet,
    );
  });
  it('gives cells their old fills back after another program has written everything anew', async () => {
    const saved = await save(await open(returned));
    const clean = await open(await given(saved, []));
    const original = await open(rich);
    expect(clean.worksheets.map(({ name }) => name)).toEqual(['审核意见', '统计表', '附表']);
    for (const address of ['B2', 'B12', 'A12', 'B5', 'C7']) {
      const fill = (book: Workbook) => {
        const { pattern, fgColor } = (book.getWorksheet('统计表')?.getCell(address).fill ?? {}) as Partial<FillPattern>;
        return pattern === 'solid' ? fgColor : 'none';
      };
      expect(fill(clean), address).toEqual(fill(original));
    }
    expect(clean.getWorksheet('统计表')?.getCell('B12').note).toBeUndefined();
  });
  it('takes no marks off cells that somebody has painted since', async () => {
    const painted = await tamper(returned, {
      part: /sheet1\.xml$/,
      change: (xml) => xml.replace(/(<c r="B12") s="\d+"/, '$1 s="2"'),
    });
    expect(await textOf(await given(painted, []), 'xl/worksheets/sheet1.xml')).toContain('<c r="B12" s="2">');
  });
  it('believes no fill that says more than a fill', async () => {
    const forged = await tamper(returned, {
      part: /sheet3\.xml$/,
      change: (xml) => xml.replace(/&lt;fill&gt;/g, '&lt;fill&gt;&lt;script src=\\"x\\"/&gt;'),
    });
    const styles = await textOf(await given(forged, []), 'xl/styles.xml');
    expect(styles).not.toContain('script');
  });
  it('property: any findings, then any others: as if only the others had been', async () => {
    const cells = fc.uniqueArray(fc.constantFrom('A1', 'B2', 'B3', 'C3', 'B5', 'A9', 'B12', 'A12', 'D20', 'ZZ7'), {
      maxLength: 6,
    });
    const some = fc
      .tuple(cells, fc.constantFrom('E', 'W', 'I'))
      .map(([list, severity]) => list.map((cell) => finding(cell, { severity: severity as 'E' })));
    const said = async (bytes: Uint8Array) => {
      const comments = commentTexts(await textOf(bytes, 'xl/comments1.xml'));
      const book = await open(bytes);
      const fills: Record<string, unknown> = {};
      book.getWorksheet('统计表')?.eachRow({ includeEmpty: true }, (row) =>
        row.eachCell({ includeEmpty: true }, (cell) => {
          const fill = cell.fill as { pattern?: string; fgColor?: object } | undefined;
          if (fill?.pattern === 'solid') fills[cell.address] = fill.fgColor;
        }),
      );
      return { comments, fills, list: listOf(await readCells(bytes, 'x.xlsx')) };
    };
    await fc.assert(
      fc.asyncProperty(some, some, async (before, after) => {
        const once = await said(await given(rich, after));
        const twice = await said(await given(await given(rich, before), after));
        expect(twice).toEqual(once);
      }),
      { seed: 20231008, numRuns: 12 },
    );
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
