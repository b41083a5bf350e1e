import { describe, expect, it } from 'vitest';
import { readCells } from '../src/cells/read-cells.js';
import { type CellInput, FillableBook, FilledBook, type SheetInput } from '../src/child/filled-book.js';
import { admit } from '../src/gate.js';
import { tamper, unzip, workbook, zip } from './zip.js';

const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

async function filled(bytes: Uint8Array, input: Omit<SheetInput, 'cells'> & { cells: Record<string, CellInput> }) {
  const { parts } = await admit(bytes, 'x.xlsx');
  const book = new FilledBook(new FillableBook(parts));
  book.fill('Sheet1', { ...input, cells: new Map(Object.entries(input.cells)) });
  return book.finish();
}
async function partsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  return Object.fromEntries((await unzip(bytes)).map(({ name, data }) => [name, Buffer.from(data).toString()]));
}
async function sheetOf(sheet: string, input: Parameters<typeof filled>[1]) {
  return (await partsOf(await filled(workbook(sheet), input)))['xl/worksheets/sheet1.xml'] ?? '';
}
/** A workbook with one part more, by the kind of its relationship. */
async function withPart(sheet: string, { kind, data }: { kind: string; data: string }): Promise<Uint8Array> {
  const listed = `<Relationship Id="rId9" Type="${rel}/${kind}" Target="${kind}.xml"/></Relationships>`;
  const bytes = await tamper(workbook(sheet), {
    part: /workbook\.xml\.rels$/,
    change: (text) => text.replace('</Relationships>', listed),
  });
  return zip([...(await unzip(bytes)), { name: `xl/${kind}.xml`, data }]);
}

describe('filling in a workbook', () => {
  it('refuses a sheet that is not there', async () => {
    const { parts } = await admit(workbook('<sheetData/>'), 'x.xlsx');
    expect(() => new FilledBook(new FillableBook(parts)).fill('另一张', { cells: new Map() })).toThrow('另一张');
  });
  it('keeps a text a text, whatever it looks like, in a table that is made where there is none', async () => {
    const bytes = await filled(
      workbook('<sheetData><row r="1"><c r="A1" s="3"><f>1+1</f><v>2</v></c></row></sheetData>'),
      {
        cells: { A1: '=1+1', B1: ' <甲> & "乙" ', C1: '_x0041_', A2: '=1+1' },
      },
    );
    const { sheets } = await readCells(bytes, 'x.xlsx');
    const texts = [...(sheets[0]?.cells.values() ?? [])].map(({ address, content, formula }) => [
      address,
      content,
      formula,
    ]);
    expect(texts).toEqual([
      ['A1', { kind: 'text', text: '=1+1' }, null],
      ['B1', { kind: 'text', text: ' <甲> & "乙" ' }, null],
      ['C1', { kind: 'text', text: '_x0041_' }, null],
      ['A2', { kind: 'text', text: '=1+1' }, null],
    ]);
    const parts = await partsOf(bytes);
    expect(parts['xl/sharedStrings1.xml']?.match(/<si>/g)).toHaveLength(3);
    expect(parts['[Content_Types].xml']).toContain('/xl/sharedStrings1.xml');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<c r="A1" s="3" t="s"><v>0</v></c>');
  });
  it('puts new texts behind those there are, and counts them where they were counted', async () => {
    const data = `<sst ${main} count="1" uniqueCount="1"><si><t>旧</t></si></sst>`;
    const sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>';
    const bytes = await filled(await withPart(sheet, { kind: 'sharedStrings', data }), {
      cells: { B1: '新', C1: '新' },
    });
    const parts = await partsOf(bytes);
    expect(parts['xl/sharedStrings.xml']).toBe(
      `<sst ${main} count="3" uniqueCount="2"><si><t>旧</t></si><si><t>新</t></si></sst>`,
    );
    expect(parts['xl/worksheets/sheet1.xml']).toContain(
      '<c r="A1" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>1</v></c><c r="C1" s="0" t="s"><v>1</v></c>',
    );
  });
  it('takes the list of formulas away, in which Excel would miss those that were typed over', async () => {
    const data = `<calcChain ${main}><c r="A1" i="1"/></calcChain>`;
    const sheet = '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>';
    const bytes = await withPart(sheet, { kind: 'calcChain', data });
    const parts = await partsOf(await filled(bytes, { cells: { A1: 5 } }));
    expect(parts['xl/calcChain.xml']).toBeUndefined();
    expect(parts['xl/_rels/workbook.xml.rels']).not.toContain('calcChain');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<c r="A1"><v>5</v></c>');
  });
  it('leaves a blank blank and gives a formula its result', async () => {
    const xml = await sheetOf('<sheetData><row r="1"><c r="A1" s="2" t="str"><f>B1</f><v>x</v></c></row></sheetData>', {
      cells: { A1: null, B1: { formula: 'IF(A1<1,"<","")', result: '<' }, C1: { formula: 'A1', result: 0 } },
    });
    expect(xml).toContain(
      '<c r="A1" s="2"/><c r="B1" s="0" t="str"><f>IF(A1&lt;1,"&lt;","")</f><v>&lt;</v></c><c r="C1" s="0"><f>A1</f><v>0</v></c>',
    );
  });
  it('counts days as the workbook does', async () => {
    const day = new Date(Date.UTC(2023, 9, 8));
    expect(await sheetOf('<sheetData/>', { cells: { A1: day } })).toContain('<v>45207</v>');
    const since1904 = await tamper(workbook('<sheetData/>'), {
      part: /workbook\.xml$/,
      change: (text) => text.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
    });
    const parts = await partsOf(await filled(since1904, { cells: { A1: day } }));
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<v>43745</v>');
  });
  it('makes rows higher, never lower', async () => {
    const rows = '<sheetData><row r="1" ht="20"/><row r="2" ht="90" customHeight="1"/></sheetData>';
    const xml = await sheetOf(rows, {
      cells: {},
      heights: new Map([
        [1, 40],
        [2, 40],
      ]),
    });
    expect(xml).toContain('<row r="1" ht="40" customHeight="1"/><row r="2" ht="90" customHeight="1"/>');
  });
  it('makes new rows look like the one it is told, and the sheet as large as it has become', async () => {
    const rows = '<row r="2" s="9" customFormat="1" ht="33"><c r="A2" s="4"/><c r="B2" s="5"/></row>';
    const xml = await sheetOf(`<dimension ref="A2:B2"/><sheetData>${rows}</sheetData>`, {
      cells: { A2: 1, A4: 2, B4: null, C4: 3 },
      like: 2,
    });
    expect(xml).toContain(
      '<row r="4" s="9" customFormat="1"><c r="A4" s="4"><v>2</v></c><c r="B4" s="5"/><c r="C4" s="0"><v>3</v></c></row>',
    );
    expect(xml).toContain('<dimension ref="A2:C4"/>');
  });
});
