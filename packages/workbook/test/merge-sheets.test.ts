import { type CellKey, columnsOf, measuresOf } from '@duban/tables';
import { createWorkbookPool, type MergeRow, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { sheetOf, textsOf } from './looking.js';
import { columnOf, everything, filed, inputOf, shown, without } from './merged.js';

// One office of every standing. H1 is reported by all who filed; 高新区 has no 公安.
const offices: readonly MergeRow[] = [
  filed(0, '任城区', { more: { provisional: { 'chk.current': 5, 'amt.current': 1_000_000, 'hdl.current': null } } }),
  filed(1, '兖州区', { more: { standing: '迟报', note: '取12月8日16:20后到的版本' } }),
  without(2, '微山县', { standing: '未报', provisional: { 'chk.current': 7 } }),
  without(3, '鱼台县', { standing: '零报告' }),
  without(4, '金乡县', { standing: '免报', note: '无定点机构' }),
  filed(5, '高新区', { codes: ['H1', 'H7', 'H8'], more: { absentBlocks: ['police'] } }),
];
const FIRST = 9;
let pool: WorkbookPool;
let bytes: Uint8Array;
let book: Workbook;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  bytes = await pool.merge(
    inputOf(offices, {
      reconciliations: [
        { id: 'X1-1', label: '移送 — 接收', office: '任城区', left: '3件', right: '2件', message: '相差1件，请核对。' },
      ],
      skipped: [{ file: '说明.docx', what: 'Word 文档', why: '不是表格' }],
      findings: { o0: { E: 0, W: 2, I: 1 } },
    }),
  );
  book = await open(bytes);
});
afterAll(() => pool.close());

describe('a merge is refused', () => {
  it('when a total of 家 is more than its offices have together', async () => {
    const most = inputOf(offices, { totals: { 'hdl.current': 999 } });
    await expect(pool.merge(most)).rejects.toThrow(/totals disagree with their bounds at hdl\.current: 999/);
  });
  it('when a total of 家 is less than its largest office has', async () => {
    const least = inputOf(offices, { totals: { 'hdl.current': 1 } });
    await expect(pool.merge(least)).rejects.toThrow(/totals disagree with their bounds at hdl\.current: 1/);
  });
  it('when a total counted by codes is not their number', async () => {
    const other = inputOf(offices, { totals: { 'chk.current': 7 } });
    await expect(pool.merge(other)).rejects.toThrow(/totals disagree with their bounds at chk\.current: 7/);
  });
  it('when a sum is not the sum', async () => {
    await expect(pool.merge(inputOf(offices, { totals: { 'amt.current': 1 } }))).rejects.toThrow(
      /disagree with the rows/,
    );
  });
});

describe('汇总 of all standings', () => {
  it('shows each standing as it is, and why', () => {
    const sheet = sheetOf(book, '汇总');
    const rows = offices.map((_, i) => [3, 4].map((at) => sheet.getCell(FIRST + i, at).value ?? ''));
    expect(rows).toEqual([
      ['按时', ''],
      ['迟报', '取12月8日16:20后到的版本'],
      ['未报', ''],
      ['零报告', ''],
      ['免报', '无定点机构'],
      ['按时', ''],
    ]);
  });
  it.each([2, 3, 4])('prints no number at all in the row of an office without a sheet (%i)', (i) => {
    const row = sheetOf(book, '汇总').getRow(FIRST + i);
    const numbers: unknown[] = [];
    row.eachCell((cell, at) => at > 1 && typeof cell.value === 'number' && numbers.push(cell.value));
    expect(numbers).toEqual([]);
  });
  it('tells 零报告 from those who are missing, and names the reason of 免报', () => {
    const notes = textsOf(sheetOf(book, '汇总')).join('\n');
    expect(notes).toContain('没有数据的 2 家不计入，也不按 0 计：微山县（未报）、金乡县（免报：无定点机构）');
    expect(notes).toContain('零报告 1 家，报明没有发生数：鱼台县');
  });
  it('adds a nil report that brings its zeros up under its mark, and still names it', async () => {
    const zeros = { grid: { 'chk.current': 0, 'hdl.current': 0 } };
    const nil: MergeRow = { ...without(1, '鱼台县', { standing: '零报告' }), ...zeros };
    const made = await open(await pool.merge(inputOf([offices[0] as MergeRow, nil])));
    const sheet = sheetOf(made, '汇总');
    expect(sheet.getCell(FIRST + 1, columnOf(sheet, 'hdl.current')).value).toBe(0);
    const notes = textsOf(sheet).join('\n');
    expect(notes).toContain('合计为 2 家填报单位之和');
    expect(notes).toContain('零报告 1 家，报明没有发生数：鱼台县');
    expect(textsOf(sheetOf(made, '分单位（本期）')).join('\n')).toContain('鱼台县\n（零报告）');
  });
  it('writes 不适用 for a block an office does not have, and adds up the others', () => {
    const sheet = sheetOf(book, '汇总');
    const at = columnOf(sheet, 'recv.current');
    expect(sheet.getCell(FIRST + 5, at).value).toBe('不适用');
    expect(shown(sheet.getCell(8, at))).toBe(2 + 3);
    expect(textsOf(sheet).join('\n')).toContain('“公安”部分标明不适用的 1 家，不计入也不按 0 计：高新区');
  });
  it('does not add up what somebody left in a block marked 不适用', async () => {
    const sheet = sheetOf(book, '汇总');
    // 高新区's grid still has 接收移送 7件, and its file has the cell.
    const total = sheet.getCell(8, columnOf(sheet, 'recv.current'));
    expect(offices[5]?.grid?.['recv.current']).toBe(7);
    expect(total.result).toBe(5);
    expect(textsOf(sheetOf(book, '来源')).filter((text) => text.startsWith('统计表!')).length).toBeGreaterThan(0);
    const sources = sheetOf(book, '来源');
    let at = 0;
    sources.getRow(4).eachCell((cell, column) => {
      if (cell.value === '接收移送（本期）') at = column;
    });
    expect(sources.getCell(6 + 5, at).value).toBe('—');
    expect(sources.getCell(6, at).value).toBe('统计表!E26');
  });
  it('names forty missing offices at most; 报送情况 has the others', async () => {
    const many = Array.from({ length: 60 }, (_, i) => without(i, `第${i}县`, { standing: '未报' }));
    const texts = textsOf(sheetOf(await open(await pool.merge(inputOf(many))), '汇总'));
    const note = texts.find((text) => text.startsWith('注：')) ?? '';
    expect(note).toContain('没有数据的 60 家');
    expect(note).toContain('第39县（未报） 等，全部名单见“报送情况”');
    expect(note).not.toContain('第40县');
  });
  it('totals what is added up exactly as the cells below add up', () => {
    const sheet = sheetOf(book, '汇总');
    for (const measure of measuresOf(everything)) {
      if (measure.kind === 'text') continue;
      for (const column of columnsOf(measure)) {
        const key: CellKey = `${measure.key}.${column}`;
        if (column === 'adjust' || key === 'chk.current') continue;
        const at = columnOf(sheet, key);
        const printed = offices.map((_, i) => sheet.getCell(FIRST + i, at).value).filter((v) => typeof v === 'number');
        const sum = Number(printed.reduce((total, value) => total + value, 0).toFixed(6));
        expect(shown(sheet.getCell(8, at)) ?? '', key).toBe(printed.length === 0 ? '' : sum);
      }
    }
  });
  it('counts an institution that three offices checked once, without a star', () => {
    const sheet = sheetOf(book, '汇总');
    const total = sheet.getCell(8, columnOf(sheet, 'chk.current'));
    // H1 H2 · H1 H3 · H1 H7 H8
    expect(total.result).toBe(5);
    expect(total.formula).toMatch(/^'去重'!D\d+$/);
    expect(total.numFmt).not.toContain('"*"');
    expect(sheet.getCell(8, columnOf(sheet, 'hdl.current')).numFmt).toContain('"*"');
  });
  it('counts the records of a ledger per office', () => {
    const sheet = sheetOf(book, '汇总');
    const at = columnOf(sheet, 'ledger:inst');
    expect(offices.map((_, i) => sheet.getCell(FIRST + i, at).value)).toEqual([2, 2, '—', '—', '—', 3]);
    expect(shown(sheet.getCell(8, at))).toBe(7);
  });
  it('stands a matrix as one head per row of it, with its columns below', () => {
    const sheet = sheetOf(book, '汇总');
    const at = columnOf(sheet, 'r1N.current');
    expect(sheet.getCell(6, at).value).toBe('重复收费');
    expect([0, 1, 2, 3].map((i) => sheet.getCell(7, at + i).value)).toEqual([
      '例次（例次）本期',
      '例次（例次）累计',
      '金额（万元）本期',
      '金额（万元）累计',
    ]);
  });
  it('reads back, office by office and in total', async () => {
    const [totals, rows] = await Promise.all([
      pool.readTotals({ bytes, table: everything }),
      pool.readOffices({ bytes, table: everything }),
    ]);
    expect(totals.汇总?.['chk.current']).toBe(5);
    expect(totals.汇总?.['amt.current']).toBe((3 + 4 + 8) * 1_000_000 + 3 * 1234);
    expect(rows.高新区?.grid['recv.current']).toBeUndefined();
    expect(rows.鱼台县).toEqual({ standing: '零报告', grid: {} });
  });
});

describe('the ledgers', () => {
  it('stand one below the other, each record with its office, file and row', () => {
    const sheet = sheetOf(book, '检查机构名单');
    const rows = Array.from({ length: 7 }, (_, i) => [1, 2, 4, 6, 7].map((at) => sheet.getCell(6 + i, at).value));
    expect(rows).toEqual([
      ['任城区', 'H1', 1, '任城区.xlsx', '检查机构名单!第4行'],
      ['任城区', 'H2', 2, '任城区.xlsx', '检查机构名单!第5行'],
      ['兖州区', 'H1', 1, '兖州区.xlsx', '检查机构名单!第4行'],
      ['兖州区', 'H3', 2, '兖州区.xlsx', '检查机构名单!第5行'],
      ['高新区', 'H1', 1, '高新区.xlsx', '检查机构名单!第4行'],
      ['高新区', 'H7', 2, '高新区.xlsx', '检查机构名单!第5行'],
      ['高新区', 'H8', 3, '高新区.xlsx', '检查机构名单!第6行'],
    ]);
    expect(sheet.getCell(4, 4).result).toBe(12);
    expect(sheet.autoFilter).toBeTruthy();
  });
  it('show no identity number in full', async () => {
    const [first] = offices;
    const records = [{ code: 'H1', name: '张三 11010519491231002X', amount: 1, remark: '91370800123456789X' }];
    const masked = await open(await pool.merge(inputOf([{ ...(first as MergeRow), ledgers: { inst: records } }])));
    const texts = textsOf(sheetOf(masked, '检查机构名单')).join('\n');
    expect(texts).toContain('张三 110***********002X');
    expect(texts).toContain('91370800123456789X');
    expect(texts).not.toContain('11010519491231002X');
  });
});

describe('快报与定稿', () => {
  it('puts what was phoned in beside what was filed, and never into a total', () => {
    const sheet = sheetOf(book, '快报与定稿');
    const rows = [5, 6, 7].map((row) => [2, 4, 6, 7].map((at) => sheet.getCell(row, at).value));
    expect(rows).toEqual([
      ['任城区', '检查机构（本期）', 5, 2],
      ['任城区', '追回金额（本期）', 1, 3.001234],
      ['微山县', '检查机构（本期）', 7, '尚无定稿'],
    ]);
    expect([5, 6].map((row) => sheet.getCell(row, 8).result)).toEqual([-3, 2.001234]);
    expect(sheet.getCell(7, 8).value).toBeNull();
  });
});

describe('去重', () => {
  it('names sum, bounds and ground of every total of 家', () => {
    const sheet = sheetOf(book, '去重');
    const rows = new Map<unknown, unknown[]>();
    sheet.eachRow((row) =>
      rows.set(
        row.getCell(1).value,
        [3, 4, 5, 6, 7].map((at) => row.getCell(at).value),
      ),
    );
    expect(rows.get('检查机构（本期）')).toEqual([7, 5, 5, 5, '按编码去重，确数']);
    expect(rows.get('处理机构（本期）')).toEqual([21, 21, 10, 21, '没有编码，上限为各单位之和']);
  });
  it('lists a code that several offices reported, with all of them', () => {
    const texts = textsOf(sheetOf(book, '去重'));
    expect(texts).toContain('H1');
    expect(texts).toContain('任城区、兖州区、高新区');
    expect(texts).not.toContain('H2');
  });
});

describe('what has to be looked into', () => {
  it('differences are listed case by case', () => {
    const row = sheetOf(book, '差异核对').getRow(5);
    expect([2, 3, 4, 5, 6, 7].map((at) => row.getCell(at).value)).toEqual([
      '任城区',
      '移送 — 接收',
      '3件',
      '2件',
      '相差1件，请核对。',
      'X1-1',
    ]);
  });
  it('files that were not used say why', () => {
    const row = sheetOf(book, '未采用文件').getRow(5);
    expect([2, 3, 4].map((at) => row.getCell(at).value)).toEqual(['说明.docx', 'Word 文档', '不是表格']);
  });
  it('报送情况 counts the standings and the findings of each office', () => {
    const sheet = sheetOf(book, '报送情况');
    expect(sheet.getCell('A2').value).toBe('按时 2 家，迟报 1 家，未报 1 家，零报告 1 家，免报 1 家');
    expect([7, 8, 9].map((at) => sheet.getCell(5, at).value)).toEqual([0, 2, 1]);
  });
});

describe('a table of ledgers only', () => {
  it('shows how many records each office has', async () => {
    const table = { ...everything, sections: [] };
    const rows = [filed(0, '任城区', { more: { grid: {} } }), without(1, '微山县', { standing: '未报' })];
    const sheet = sheetOf(await open(await pool.merge(inputOf(rows, { table, charts: true }))), '汇总');
    const at = columnOf(sheet, 'ledger:inst');
    expect([FIRST, FIRST + 1].map((row) => sheet.getCell(row, at).value)).toEqual([2, '—']);
  });
});
