import { measuresOf } from '@duban/tables';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { marksOf, partOf, sheetOf } from './looking.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';

const first = cleanGrid();
let pool: WorkbookPool;
let bytes: Uint8Array;
let book: Workbook;
/** The row whose hidden key is this measure's. */
const row = (measure: string) => Number(marksOf(form(), measure).find(({ text }) => text === measure)?.cell.row);
const form = () => sheetOf(book, '统计表');

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  bytes = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
  book = await open(bytes);
});
afterAll(() => pool.close());

describe('a template', () => {
  it('names the form, the office, the period and the due on top', () => {
    const head = [1, 2, 3].flatMap((row) => ['A', 'D', 'H'].map((column) => form().getCell(`${column}${row}`).text));
    const whole = head.join(' ');
    for (const text of [
      '医保基金工作情况统计表（2023年第四季度）',
      '填报单位：任城区医疗保障局',
      '统计期：2023年第四季度',
      '数据截止日期：2023-12-03',
      '报送期限：2023年12月10日',
    ]) {
      expect(whole).toContain(text);
    }
  });
  it('lets only figures, remarks and the clerk’s header fields be typed', () => {
    const open: string[] = [];
    form().eachRow((row) =>
      row.eachCell({ includeEmpty: true }, (cell) => {
        if (cell.protection?.locked === false && !cell.isMerged) open.push(cell.address);
      }),
    );
    expect(form().getCell('E10').protection?.locked).toBe(false);
    expect(form().getCell('G10').protection?.locked).toBe(false);
    for (const address of ['A10', 'B10', 'C10', 'D10', 'F10', 'G17', 'I10'])
      expect(open, address).not.toContain(address);
    expect((form() as unknown as { sheetProtection: { spinCount: number } }).sheetProtection.spinCount).toBe(1000);
  });
  it('computes 累计 of what can be added up and the rate by live formulas, shown blank until there is something', () => {
    const formulas = new Map<string, string>();
    form().eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula && /^[E-G](?!4$)/.test(cell.address)) formulas.set(cell.address, cell.formula);
      }),
    );
    const additive = measuresOf(t1).filter((measure) => measure.semantics === 'flow-additive');
    expect(formulas.size).toBe(additive.length + 1);
    const [visits, money, rate] = [row('chkVisits'), row('amtRecover'), row('clueRate')];
    const [received, checked] = [row('clueRecv'), row('clueChecked')];
    expect(formulas.get(`G${visits}`)).toBe(`IF(E${visits}="","",N(D${visits})+E${visits}+N(F${visits}))`);
    expect(formulas.get(`G${money}`)).toBe(`IF(E${money}="","",ROUND(N(D${money})+E${money}+N(F${money}),6))`);
    expect(formulas.get(`E${rate}`)).toBe(
      `IF(OR(G${received}="",G${checked}="",N(G${received})=0),"",ROUND(G${checked}/G${received},4))`,
    );
  });
  it('shows the last accepted 累计 in display units', () => {
    expect(form().getCell(`D${row('chkInst')}`).value).toBe(30);
    expect(form().getCell(`D${row('amtRecover')}`).value).toBe(300);
    expect(form().getCell(`D${row('instHosp')}`).value).toBe('—');
  });
  it('says in Chinese what may be typed, one range per run of like cells', async () => {
    const xml = await partOf(bytes, /sheet1\.xml$/);
    const validations = xml.match(/<dataValidation [^>]*>/g) ?? [];
    expect(validations.length).toBeGreaterThan(10);
    const covered = validations.map((each) => /sqref="([^"]+)"/.exec(each)?.[1] ?? '');
    expect(new Set(covered).size).toBe(covered.length);
    const at = (address: string) => validations.find((each) => new RegExp(`sqref="${address}[:"]`).test(each)) ?? '';
    expect(at(`E${row('instHosp')}`)).toMatch(
      /type="whole".*单位：家）。没有发生的填 0。口径：截至统计期末.*errorTitle="填写有误"/,
    );
    expect(at(`E${row('amtRecover')}`)).toMatch(/type="decimal".*万元/);
  });
  it('keeps its validations apart after a fill: exceljs alone turns 3 ranges into 8 overlapping ones', async () => {
    const filled = await pool.fill({ bytes, table: t1, grid: cleanGrid(first), header });
    const ranges = async (of: Uint8Array) => ((await partOf(of, /sheet1\.xml$/)).match(/sqref="[^"]+"/g) ?? []).sort();
    expect(await ranges(filled)).toEqual(await ranges(bytes));
  });
  it('explains itself: 填表说明 with every paragraph and the 口径 of every measure', () => {
    const text: string[] = [];
    book.getWorksheet('填表说明')?.eachRow((each) => each.eachCell((cell) => text.push(String(cell.value ?? ''))));
    const whole = text.join('\n');
    for (const paragraph of t1.guidance) expect(whole).toContain(paragraph);
    for (const measure of measuresOf(t1)) {
      expect(whole).toContain(measure.label);
      if (measure.note !== undefined) expect(whole).toContain(measure.note);
    }
  });
  it('ends with names, telephone and seal', () => {
    const text: string[] = [];
    form().eachRow((each) => each.eachCell((cell) => text.push(String(cell.value ?? ''))));
    for (const label of ['单位负责人：', '审核人：', '填报人：', '联系电话：', '（单位盖章）'])
      expect(text).toContain(label);
  });
  it('prints on A4, one page wide, with the column titles on every page', () => {
    expect(form().pageSetup).toMatchObject({
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '5:5',
    });
    expect(form().views[0]).toMatchObject({ state: 'frozen', ySplit: 5 });
  });
  it('hides its identity from the list of sheets', () => {
    expect(book.getWorksheet('_duban')?.state).toBe('veryHidden');
  });
});
