import { type CellKey, measuresOf, type TableDefinition } from '@duban/tables';
import { createWorkbookPool, type Prefill, type WorkbookPool } from '@duban/workbook';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { blockForm, clues, countedForm, ledgersOnly, matrixForm } from './forms.js';
import { header, identity, prefill, secret } from './t1.js';
import { unzip } from './zip.js';

let pool: WorkbookPool;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
});
afterAll(() => pool.close());

const fresh = async (table: TableDefinition, more: Partial<Prefill> = {}) =>
  pool.template({ table, identity: { ...identity, table: table.id }, prefill: { ...prefill(), ...more }, secret });

function sheetOf(book: Workbook, name: string): Worksheet {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** The texts of a hidden column or row that begin with a mark, with where they stand. */
function marksOf(sheet: Worksheet, mark: string): { text: string; cell: Cell }[] {
  const found: { text: string; cell: Cell }[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      const text = String(cell.value ?? '');
      if (text.startsWith(mark) && cell.master === cell) found.push({ text, cell });
    }),
  );
  return found;
}

function textsOf(sheet: Worksheet): string[] {
  const texts: string[] = [];
  sheet.eachRow((row) => row.eachCell((cell) => cell.master === cell && texts.push(String(cell.text ?? ''))));
  return texts;
}

interface Rule {
  readonly type: string;
  readonly formulae: readonly unknown[];
  readonly prompt?: string;
  readonly error?: string;
  readonly errorStyle?: string;
}
const validationsOf = (sheet: Worksheet) =>
  (sheet as unknown as { dataValidations: { model: Record<string, Rule> } }).dataValidations.model;

async function partOf(bytes: Uint8Array, name: RegExp): Promise<string> {
  const part = (await unzip(bytes)).find((each) => name.test(each.name));
  return Buffer.from(part?.data ?? '').toString('utf8');
}

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
      expect(all(after, 'dataValidation')).toEqual(all(before, 'dataValidation'));
      const plain = (each: string) => each.replace(/ (dxfId|priority)="\d+"/g, '');
      expect(all(after, 'conditionalFormatting').map(plain)).toEqual(all(before, 'conditionalFormatting').map(plain));
    }
    const ledger = await partOf(bytes, /sheet2\.xml$/);
    expect(ledger).toMatch(/type="date".*<formula1>36526<\/formula1><formula2>73050<\/formula2>/);
    const comments = async (of: Uint8Array) => (await partOf(of, /comments\d*\.xml$/)).match(/ref="[A-Z]+\d+"/g);
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

it('every kind of form names all of its measures and columns on 填表说明', async () => {
  for (const table of [matrixForm, blockForm, countedForm, ledgersOnly]) {
    const texts = textsOf(sheetOf(await open(await fresh(table)), '填表说明'));
    for (const measure of measuresOf(table)) if (measure.cell === undefined) expect(texts).toContain(measure.label);
    for (const row of table.sections.flatMap((section) => section.matrix?.rows ?? []))
      expect(texts).toContain(row.label);
    for (const { label } of table.ledgers.flatMap((ledger) => ledger.columns)) expect(texts).toContain(label);
  }
});
