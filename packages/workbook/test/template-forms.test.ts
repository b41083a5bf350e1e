import { type CellKey, measuresOf, type TableDefinition } from '@duban/tables';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { blockForm, countedForm, ledgersOnly, matrixForm } from './forms.js';
import { marksOf, partOf, sheetOf, textsOf, validationsOf } from './looking.js';
import { header, templateOf } from './t1.js';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

const fresh = (...asked: Parameters<typeof templateOf>) => pool.template(templateOf(...asked));

describe('a form that is filled in once, with a matrix', () => {
  let book: Workbook;
  let bytes: Uint8Array;
  const form = () => sheetOf(book, '统计表');
  beforeAll(async () => {
    bytes = await fresh(matrixForm);
    book = await open(bytes);
  });

  it('has no 上期累计, 上期调整数 and 累计', () => {
    const texts = textsOf(form());
    expect(texts).toContain('填报数');
    for (const title of ['上期累计', '本期', '上期调整数', '累计']) expect(texts).not.toContain(title);
  });
  it('prints its registration beside the title and on 填表说明', () => {
    const whole = textsOf(form()).join('\n');
    for (const text of [
      '表　　号：医保监管 2 表',
      '制定机关：某市医疗保障局',
      '批准文号：某统制〔2024〕6号',
      '有效期至：长期',
    ]) {
      expect(whole).toContain(text);
      expect(textsOf(sheetOf(book, '填表说明')).join('\n')).toContain(text);
    }
  });
  it('marks the titles of the matrix and each of its rows for the reader', () => {
    const [head] = marksOf(form(), 'duban:matrix');
    expect(head?.text).toBe('duban:matrix 1:cases@C,amt@D,remark@E');
    expect(form().getCell(`C${head?.cell.row}`).value).toBe('违规例（次）数（例次）');
    expect(form().getCell(`D${head?.cell.row}`).value).toBe('违规金额（万元）');
    const rows = marksOf(form(), 'duban:row 1:');
    expect(rows.map(({ text }) => text.split(':').at(-1))).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
    for (const { cell } of rows) {
      for (const letter of ['C', 'D', 'E'])
        expect(form().getCell(`${letter}${cell.row}`).protection?.locked).toBe(false);
    }
  });
  it('keeps a remark of the matrix a text, whatever it looks like', () => {
    const [row] = marksOf(form(), 'duban:row 1:r1');
    expect(form().getCell(`E${row?.cell.row}`).numFmt).toBe('@');
  });
  it('says the 口径 of a row in a comment that stays hidden until asked for', async () => {
    const [row] = marksOf(form(), 'duban:row 1:r1');
    expect(JSON.stringify(form().getCell(`B${row?.cell.row}`).note)).toContain('同一项目重复计费。');
    expect(await partOf(bytes, /vmlDrawing/)).toContain('visibility:hidden');
  });
  it('is filled in cell by cell and shows what it came to without a calculation', async () => {
    const grid: Partial<Record<CellKey, number | string | null>> = {
      'instDue.current': 40,
      'instDone.current': 30,
      'r1Cases.current': 5,
      'r1Amt.current': 1_234_567,
      'r1Remark.current': '=1+1',
      'r7Cases.current': 0,
    };
    const filled = await open(await pool.fill({ bytes, table: matrixForm, grid, header }));
    const sheet = sheetOf(filled, '统计表');
    const row = marksOf(sheet, 'duban:row 1:r1')[0]?.cell.row;
    expect(sheet.getCell(`C${row}`).value).toBe(5);
    expect(sheet.getCell(`D${row}`).value).toBe(1.234567);
    expect(sheet.getCell(`E${row}`).value).toBe('=1+1');
    const rate = marksOf(sheet, 'doneRate')[0]?.cell.row;
    expect(sheet.getCell(`D${rate}`).result).toBe(0.75);
  });
});

describe('a form with departments', () => {
  let book: Workbook;
  let bytes: Uint8Array;
  const form = () => sheetOf(book, '统计表');
  beforeAll(async () => {
    bytes = await fresh(blockForm);
    book = await open(bytes);
  });

  it('asks once per department that may be missing, by a drop-down', () => {
    const marks = marksOf(form(), 'duban:block');
    expect(marks.map(({ text }) => text)).toEqual(['duban:block police@G']);
    const at = `G${marks[0]?.cell.row}`;
    expect(form().getCell(at).value).toBe('填报');
    expect(form().getCell(at).protection?.locked).toBe(false);
    expect(validationsOf(form())[at]).toMatchObject({ type: 'list', formulae: ['"填报,不适用"'], errorStyle: 'stop' });
  });
  it('greys every row of a department that is 不适用, in all its sections', async () => {
    const xml = await partOf(bytes, /sheet1\.xml/);
    const row = Number(marksOf(form(), 'duban:block')[0]?.cell.row);
    const greyed = [...xml.matchAll(/<conditionalFormatting sqref="([^"]+)">(.*?)<\/conditionalFormatting>/g)].filter(
      ([, range, rule]) => range?.startsWith('A') && rule?.includes('不适用'),
    );
    expect(greyed.map(([, range]) => range)).toEqual([`A${row + 1}:H${row + 2}`, `A${row + 4}:H${row + 5}`]);
    expect(greyed[0]?.[2]).toContain(`$G$${row}=&quot;不适用&quot;`);
  });
  it('opens with 不适用 where the office is known to lack it, and fill chooses anew', async () => {
    const known = await fresh(blockForm, { absentBlocks: ['police'] });
    const at = `G${marksOf(form(), 'duban:block')[0]?.cell.row}`;
    expect(sheetOf(await open(known), '统计表').getCell(at).value).toBe('不适用');
    const filled = await pool.fill({ bytes: known, table: blockForm, grid: {}, header, absentBlocks: [] });
    expect(sheetOf(await open(filled), '统计表').getCell(at).value).toBe('填报');
  });
});

describe('a table of ledgers only', () => {
  let book: Workbook;
  beforeAll(async () => {
    book = await open(await fresh(ledgersOnly));
  });
  it('has a cover that counts the records and is signed', () => {
    const cover = sheetOf(book, '报送封面');
    const texts = textsOf(cover);
    for (const text of ['填报单位：任城区医疗保障局', '单位负责人：', '填报人：', '联系电话：', '（单位盖章）'])
      expect(texts).toContain(text);
    const row = marksOf(cover, '线索台账')[0]?.cell.row;
    expect(cover.getCell(`D${row}`).formula).toContain("'线索台账'!");
    expect(marksOf(cover, 'duban:form')).toHaveLength(1);
  });
  it('names its sheets without what Excel forbids', () => {
    expect(book.worksheets.map(({ name }) => name)).toContain('案件台账：立案查办 2024');
  });
  it('prints a ledger too wide for one page over several, with 序号 and the first column on each', () => {
    const { pageSetup } = sheetOf(book, '案件台账：立案查办 2024');
    expect(pageSetup.fitToWidth).toBeGreaterThan(1);
    expect((pageSetup as unknown as { printTitlesColumn: string }).printTitlesColumn).toBe('A:B');
  });
});

describe('a matrix wider than a list', () => {
  const columns = Array.from({ length: 9 }, (_, i) => ({ key: `c${i}`, label: `栏${i}`, unit: '件' }));
  const [list, matrix] = matrixForm.sections;
  if (list === undefined || matrix?.matrix === undefined || matrix.matrix === null) throw new Error('no matrix');
  const measures = columns.map(({ key, label }) => ({
    ...list.measures[1],
    key: `r1${key}`,
    label,
    unit: '件',
    cell: { row: 'r1', column: key },
  }));
  const rows = matrix.matrix.rows.slice(0, 1);
  const wide = {
    ...matrixForm,
    sections: [list, { ...matrix, measures, matrix: { rowTitle: '行为', rows, columns } }],
  } as TableDefinition;

  it('moves the hidden marks to its right and still can be filled in', async () => {
    const grid = { 'r1c0.current': 1, 'r1c8.current': 9, 'instDue.current': 3 } as const;
    const filled = await pool.fill({ bytes: await fresh(wide), table: wide, grid, header });
    const form = sheetOf(await open(filled), '统计表');
    const [head] = marksOf(form, 'duban:matrix');
    expect(head?.text).toMatch(/^duban:matrix 1:c0@C,.*,c8@K$/);
    expect(head?.cell.address).toMatch(/^L\d+$/);
    expect(form.getColumn('L').hidden).toBe(true);
    const row = marksOf(form, 'duban:row 1:r1')[0]?.cell.row;
    expect([form.getCell(`C${row}`).value, form.getCell(`K${row}`).value]).toEqual([1, 9]);
  });
});

it('every kind of form names all of its measures and columns on 填表说明', async () => {
  for (const table of [matrixForm, blockForm, countedForm, ledgersOnly]) {
    const texts = textsOf(sheetOf(await open(await fresh(table)), '填表说明'));
    for (const measure of measuresOf(table)) if (measure.cell === undefined) expect(texts).toContain(measure.label);
    for (const row of table.sections.flatMap((section) => section.matrix?.rows ?? []))
      expect(texts).toContain(row.label);
    for (const { label } of table.ledgers.flatMap((ledger) => ledger.columns)) expect(texts).toContain(label);
  }
});
