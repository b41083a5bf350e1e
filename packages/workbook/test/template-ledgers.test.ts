import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { clues, countedForm } from './forms.js';
import { marksOf, partOf, sheetOf, validationsOf } from './looking.js';
import { header, templateOf } from './t1.js';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

const fresh = (...asked: Parameters<typeof templateOf>) => pool.template(templateOf(...asked));

describe('a ledger', () => {
  let book: Workbook;
  let bytes: Uint8Array;
  const sheet = () => sheetOf(book, '线索台账');
  beforeAll(async () => {
    bytes = await fresh(countedForm);
    book = await open(bytes);
  });
  const letterOf = (key: string) => {
    const row = marksOf(sheet(), 'duban:ledger')[0]?.cell.row ?? 0;
    let letter = '';
    sheet()
      .getRow(Number(row))
      .eachCell((cell) => {
        if (cell.value === key) letter = cell.address.replace(/\d/g, '');
      });
    return letter;
  };

  it('has a hidden row of keys above the visible titles', () => {
    const [mark] = marksOf(sheet(), 'duban:ledger');
    expect(mark?.text).toBe('duban:ledger clues');
    expect(mark?.cell.address).toMatch(/^A\d+$/);
    const row = Number(mark?.cell.row);
    expect(sheet().getRow(row).hidden).toBe(true);
    expect(clues.columns.map(({ key }) => letterOf(key))).toEqual(['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K']);
    expect(sheet().getCell(`G${row + 1}`).value).toBe('违规金额（元）');
    expect(sheet().views[0]).toMatchObject({ state: 'frozen', ySplit: row + 1, xSplit: 2 });
  });
  it('takes codes as text, dates as dates and figures as figures', () => {
    const first = Number(marksOf(sheet(), 'duban:ledger')[0]?.cell.row) + 2;
    const format = (key: string) => sheet().getCell(`${letterOf(key)}${first}`).numFmt;
    expect([format('clueNo'), format('instName'), format('receivedOn')]).toEqual(['@', '@', 'yyyy-mm-dd']);
    expect([format('amt'), format('persons')]).toEqual(['0.00_ ', '0_ ']);
  });
  it('says in Chinese what each column takes, down to below the rows offered', () => {
    const first = Number(marksOf(sheet(), 'duban:ledger')[0]?.cell.row) + 2;
    const rule = (key: string, row = first) => validationsOf(sheet())[`${letterOf(key)}${row}`];
    expect(rule('clueNo')).toMatchObject({ type: 'textLength', formulae: [10] });
    expect(rule('clueNo')?.prompt).toBe(
      '必填。应为 10 位。按文本填写，保留前面的 0，不要带空格。口径：下发时的编号，原样填写。',
    );
    expect(rule('source')).toMatchObject({ type: 'list', formulae: [expect.stringContaining('国家大数据,省大数据')] });
    expect(rule('receivedOn')?.type).toBe('date');
    expect(rule('receivedOn')?.error).toContain('2023-10-08');
    expect(rule('amt')).toMatchObject({ type: 'decimal', formulae: [0] });
    expect(rule('persons')?.type).toBe('whole');
    expect(rule('clueNo', first + clues.rows + 20)?.type).toBe('textLength');
  });
  it('keeps choices with a comma on a hidden sheet, where they stay whole', () => {
    const first = Number(marksOf(sheet(), 'duban:ledger')[0]?.cell.row) + 2;
    const rule = validationsOf(sheet())[`${letterOf('penalty')}${first}`];
    expect(rule).toMatchObject({ type: 'list', formulae: ['_choices!$A$1:$A$4'] });
    const lists = sheetOf(book, '_choices');
    expect(lists.state).toBe('veryHidden');
    expect([1, 2, 3, 4].map((row) => lists.getCell(`A${row}`).value)).toEqual([
      '约谈',
      '警告,通报批评',
      '罚款',
      '其他',
    ]);
  });
  it('lets rows be typed, put in and taken out, and nothing else be changed', () => {
    const head = Number(marksOf(sheet(), 'duban:ledger')[0]?.cell.row) + 1;
    const { sheetProtection } = sheet() as unknown as { sheetProtection: Record<string, boolean> };
    expect(sheetProtection).toMatchObject({ sheet: true, insertRows: true, deleteRows: true });
    for (const letter of ['A', 'B', 'K']) {
      expect(sheet().getCell(`${letter}${head}`).protection?.locked ?? true).toBe(true);
      expect(sheet().getCell(`${letter}${head + 1}`).protection?.locked).toBe(false);
    }
    // Excel deletes a row of a protected sheet only when all of it is unlocked, also right of the table.
    expect((sheet().getRow(head + 1) as unknown as { style: object }).style).toMatchObject({
      protection: { locked: false },
    });
  });
  it('prints on A4 landscape with its titles on every page and room for signatures', () => {
    const head = Number(marksOf(sheet(), 'duban:ledger')[0]?.cell.row) + 1;
    expect(sheet().pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
    expect(sheet().pageSetup.printTitlesRow).toBe(`${head}:${head}`);
    for (const name of ['单位负责人', '审核人', '填报人', '联系电话', '单位盖章'])
      expect(sheet().headerFooter.oddFooter).toContain(name);
  });
  it('starts from the records it is given', async () => {
    const given = [{ clueNo: 'AB00000001', source: '飞检', receivedOn: '2023-10-08', amt: 12_345 }];
    const handed = await open(await fresh(countedForm, { ledgers: { clues: given } }));
    const ledger = sheetOf(handed, '线索台账');
    const first = Number(marksOf(ledger, 'duban:ledger')[0]?.cell.row) + 2;
    expect(ledger.getCell(`B${first}`).value).toBe('AB00000001');
    expect(ledger.getCell(`E${first}`).value).toEqual(new Date(Date.UTC(2023, 9, 8)));
    expect(ledger.getCell(`G${first}`).value).toBe(123.45);
    expect(ledger.getCell(`B${first - 3}`).result).toBe('共 1 条；必填栏还有 2 处没填');
  });
  it('takes more records than it offers rows, dressed like them, and counts them all', async () => {
    const rows = Array.from({ length: clues.rows + 15 }, (_, i) => ({
      clueNo: `AB${String(i).padStart(8, '0')}`,
      source: '举报',
      instName: `第${i}医院`,
      receivedOn: '2023-10-08',
      status: i % 2 === 0 ? '已办结' : '核查中',
      amt: 100,
    }));
    const grid = { 'visits.current': 3 } as const;
    const filled = await open(await pool.fill({ bytes, table: countedForm, grid, header, ledgers: { clues: rows } }));
    const ledger = sheetOf(filled, '线索台账');
    const first = Number(marksOf(ledger, 'duban:ledger')[0]?.cell.row) + 2;
    const last = first + rows.length - 1;
    expect(ledger.getCell(`B${last}`).value).toBe('AB00000034');
    expect(ledger.getCell(`B${last}`).numFmt).toBe('@');
    expect(ledger.getCell(`A${last}`).result).toBe(35);
    expect(ledger.getCell(`G${first - 3}`).result).toBe(35);
    const form = sheetOf(filled, '统计表');
    const at = (key: string) => form.getCell(`E${marksOf(form, key)[0]?.cell.row}`);
    expect(at('due').result).toBe(35);
    expect(at('done').result).toBe(18);
    expect(at('found').result).toBe(0.0018);
  });
});

describe('filling a template in', () => {
  it('keeps its drop-downs, dates, colours that follow what is typed, comments and print area', async () => {
    const bytes = await fresh(countedForm, { lastPeriod: {} });
    const rows = [{ clueNo: 'AB00000001', source: '飞检', receivedOn: '2023-10-08' }];
    const filled = await pool.fill({ bytes, table: countedForm, grid: {}, header, ledgers: { clues: rows } });
    for (const part of [/sheet1\.xml$/, /sheet2\.xml$/]) {
      const [before, after] = [await partOf(bytes, part), await partOf(filled, part)];
      const all = (xml: string, tag: string) => xml.match(new RegExp(`<${tag} .*?</${tag}>`, 'g'))?.sort() ?? [];
      for (const tag of ['dataValidation', 'conditionalFormatting']) expect(all(before, tag)).not.toEqual([]);
      expect(all(after, 'dataValidation')).toEqual(all(before, 'dataValidation'));
      const plain = (each: string) => each.replace(/ (dxfId|priority)="\d+"/g, '');
      expect(all(after, 'conditionalFormatting').map(plain)).toEqual(all(before, 'conditionalFormatting').map(plain));
    }
    const ledger = await partOf(bytes, /sheet2\.xml$/);
    expect(ledger).toMatch(/type="date".*<formula1>36526<\/formula1><formula2>73050<\/formula2>/);
    const comments = async (of: Uint8Array) => (await partOf(of, /comments\d*\.xml$/)).match(/ref="[A-Z]+\d+"/g);
    expect(await comments(bytes)).toContain('ref="B5"');
    expect(await comments(filled)).toEqual(await comments(bytes));
    const area = async (of: Uint8Array) => /Print_Area"[^>]*>([^<]*)</.exec(await partOf(of, /workbook\.xml$/))?.[1];
    expect(await area(bytes)).toMatch(/!\$A\$1:\$H\$\d+$/);
    expect(await area(filled)).toBe(await area(bytes));
  });
});

describe('figures counted from a ledger', () => {
  it('keep what the records handed down come to when only figures are filled in', async () => {
    const given = [{ clueNo: 'AB00000001', status: '已办结', amt: 30_000 }, { clueNo: 'AB00000002' }];
    const bytes = await fresh(countedForm, { ledgers: { clues: given } });
    const filled = await pool.fill({ bytes, table: countedForm, grid: { 'visits.current': 1 }, header });
    for (const each of [bytes, filled]) {
      const form = sheetOf(await open(each), '统计表');
      const result = (key: string) => form.getCell(`E${marksOf(form, key)[0]?.cell.row}`).result;
      expect([result('due'), result('done'), result('found')]).toEqual([2, 1, 0.03]);
    }
  });
  it('are live formulas over its sheet where a formula can say it, and locked words where not', async () => {
    const form = sheetOf(await open(await fresh(countedForm)), '统计表');
    const at = (key: string) => form.getCell(`E${marksOf(form, key)[0]?.cell.row}`);
    expect(at('due').formula).toMatch(/^SUMPRODUCT\(--\(LEN\('线索台账'!\$B\$6/);
    expect(at('done').formula).toMatch(/^COUNTIFS\('线索台账'!\$F\$6:\$F\$\d+,"已办结"\)$/);
    expect(at('found').formula).toMatch(/^ROUND\(\(SUMIFS\(.*"待复核"\)\+SUMIFS\(.*"已办结"\)\)\/10000,6\)$/);
    expect(at('insts').value).toBe('由台账自动计算');
    for (const key of ['due', 'done', 'found', 'insts']) expect(at(key).protection?.locked ?? true, key).toBe(true);
    expect(at('visits').protection?.locked).toBe(false);
  });
});
