import { type CellKey, columnsOf, type Grid, type Measure, measuresOf, mergeGrids } from '@duban/tables';
import { createWorkbookPool, type MergeInput, type MergeRow, type WorkbookPool } from '@duban/workbook';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './book.js';
import { sheetOf } from './looking.js';
import { cleanGrid, t1 } from './t1.js';

const offices = ['任城区', '兖州区', '微山县', '鱼台县', '金乡县'];
const places = { 'chkInst.current': { sheet: '统计表', cell: 'E10' } } as const;
const row = (i: number, grid: Grid | null): MergeRow => ({
  office: `o${i}`,
  officeName: `${offices[i]}医疗保障局`,
  standing: grid === null ? '未报' : i === 1 ? '迟报' : '按时',
  grid,
  origin:
    grid === null
      ? null
      : { file: `${offices[i]}.xlsx`, sha256: `${i}`.repeat(64), receipt: `R-${i}`, version: 1, places },
});
const inputOf = (rows: readonly MergeRow[], title = '季度汇总'): MergeInput => ({
  table: t1,
  title,
  subtitle: '2023年第四季度',
  rows,
  totals: mergeGrids(
    t1,
    rows.flatMap((each) => (each.grid === null ? [] : [each.grid])),
  ),
  facts: [{ label: '数据截止日期', value: '2023年12月3日' }],
});

const third = offices.map((_, i) => row(i, i === 3 ? null : cleanGrid({}, i + 1)));
const fourth = offices.map((_, i) =>
  row(i, i === 2 ? null : { ...cleanGrid(third[i]?.grid ?? {}, i + 2), 'note.current': i === 0 ? '=1+1' : null }),
);
let pool: WorkbookPool;
let book: Workbook;
let bytes: Uint8Array;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  bytes = await pool.merge(inputOf(fourth));
  book = await open(bytes);
});
afterAll(() => pool.close());

const columnsIn = (sheet: Worksheet) => {
  const found = new Map<string, number>();
  sheet.getRow(4).eachCell((cell, column) => found.set(String(cell.value), column));
  return found;
};
/** A number of a cell in the unit that figures are stored in. */
const stored = (cell: Cell, measure: Measure) => {
  const shown = typeof cell.value === 'number' ? cell.value : cell.result;
  if (typeof shown !== 'number') return null;
  return measure.kind === 'money' ? Math.round(shown * (measure.unit === '元' ? 100 : 1_000_000)) : shown;
};

describe('a merge is refused', () => {
  it('when the totals given are not those of its rows: one workbook, one truth', async () => {
    const input = inputOf(fourth);
    await expect(pool.merge({ ...input, totals: { ...input.totals, 'chkInst.current': 1 } })).rejects.toThrow(
      /totals disagree.*chkInst\.current/,
    );
  });
});

describe('汇总', () => {
  it('has one row per office in the order given, each with its standing', () => {
    const sheet = sheetOf(book, '汇总');
    const rows = [9, 10, 11, 12, 13].map((number) => [2, 3].map((column) => sheet.getCell(number, column).value));
    expect(rows).toEqual(fourth.map((each) => [each.officeName, each.standing]));
  });
  it('totals every figure as the sum of its rows, live and cached', () => {
    const sheet = sheetOf(book, '汇总');
    const columns = columnsIn(sheet);
    for (const measure of measuresOf(t1)) {
      if (measure.kind === 'text' || measure.kind === 'ratio') continue;
      for (const column of columnsOf(measure)) {
        if (column === 'adjust') continue;
        const key = `${measure.key}.${column}` as CellKey;
        const at = columns.get(key) ?? 0;
        const total = sheet.getCell(8, at);
        // Added up here once more, from the cells as printed.
        const printed = [9, 10, 11, 12, 13].map((number) => stored(sheet.getCell(number, at), measure));
        expect(stored(total, measure), key).toBe(printed.reduce<number>((sum, value) => sum + (value ?? 0), 0));
        expect(total.formula, key).toMatch(/^IF\(COUNT\(([A-Z]+)9:\1(13)\)=0,"",SUM\(\1(9):\1(13)\)\)$/);
      }
    }
  });
  it('shows an office that did not report as such, and never as 0', () => {
    const sheet = sheetOf(book, '汇总');
    for (let column = 4; column <= sheet.columnCount; column += 1) expect(sheet.getCell(11, column).value).toBe('—');
    expect((sheet.getCell(11, 3).fill as { fgColor?: { argb?: string } }).fgColor?.argb).toBe('FFFFC7CE');
    expect(notes(sheet)).toContain('没有数据的 1 家不计入，也不按 0 计：微山县医疗保障局（未报）');
  });
  it('stars totals of 家 and 人 as upper bounds and says so', () => {
    const sheet = sheetOf(book, '汇总');
    const columns = columnsIn(sheet);
    expect(sheet.getCell(8, columns.get('chkInst.current') ?? 0).numFmt).toContain('"*"');
    expect(sheet.getCell(8, columns.get('chkVisits.current') ?? 0).numFmt).not.toContain('"*"');
    expect(notes(sheet)).toContain('上限数');
  });
  it('computes the rate from the totals', () => {
    const sheet = sheetOf(book, '汇总');
    const total = sheet.getCell(8, columnsIn(sheet).get('clueRate.current') ?? 0);
    expect(total.result).toBe(1);
    expect(total.formula).toMatch(/^IF\(OR\(.*ROUND\(/);
  });
  it('carries texts as texts, never as formulas', () => {
    const sheet = sheetOf(book, '汇总');
    expect(sheet.getCell(9, columnsIn(sheet).get('note.current') ?? 0).value).toBe('=1+1');
  });
  it('stays blank in total when no office has figures', async () => {
    const none = inputOf(offices.map((_, i) => row(i, null)));
    const empty = await pool.merge(none);
    const totals = await pool.readTotals({ bytes: empty, table: t1 });
    const figures = Object.values(totals.汇总 ?? {});
    expect(figures.length).toBeGreaterThan(50);
    expect(new Set(figures)).toEqual(new Set([null]));
  });
  it('prints on A3 across, repeating offices and titles', () => {
    expect(sheetOf(book, '汇总').pageSetup).toMatchObject({
      paperSize: 8,
      orientation: 'landscape',
      printTitlesRow: '5:7',
      printTitlesColumn: 'A:C',
    });
  });
});

const notes = (sheet: Worksheet) => {
  const text: string[] = [];
  sheet.eachRow((each, number) => {
    if (number > 13) text.push(String(each.getCell(1).value ?? ''));
  });
  return text.join('\n');
};

describe('the same figures upright', () => {
  it.each(['分单位（本期）', '分单位（累计）'])('%s have the totals of 汇总', (name) => {
    const sheet = sheetOf(book, name);
    const overview = sheetOf(book, '汇总');
    const column = name.includes('本期') ? 'current' : 'cumulative';
    const at = (label: string) => {
      let found = 0;
      sheet.eachRow((each, number) => {
        if (each.getCell(1).value === label) found = number;
      });
      return found;
    };
    for (const key of ['chkVisits', 'amtRecover', 'expPub']) {
      const measure = measuresOf(t1).find((each) => each.key === key) as Measure;
      const total = overview.getCell(8, columnsIn(overview).get(`${key}.${column}`) ?? 0);
      expect(sheet.getCell(at(measure.label), 3).result).toBe(total.result);
    }
  });
});

describe('来源', () => {
  it('names file, version, receipt and SHA-256 of every office, and the cell of each figure', () => {
    const sheet = sheetOf(book, '来源');
    expect([2, 3, 4, 5, 6, 7].map((column) => sheet.getCell(6, column).value)).toEqual([
      '任城区医疗保障局',
      '按时',
      '任城区.xlsx',
      1,
      'R-0',
      '0'.repeat(64),
    ]);
    const titles = new Map<string, number>();
    sheet.getRow(4).eachCell((cell, column) => titles.set(String(cell.value), column));
    expect(sheet.getCell(6, titles.get('检查定点医药机构（本期）') ?? 0).value).toBe('统计表!E10');
    expect(sheet.getCell(8, titles.get('检查定点医药机构（本期）') ?? 0).value).toBe('—');
  });
});

describe('汇总表', () => {
  let summary: Uint8Array;
  let sheets: Workbook;
  const periods = [
    { ...inputOf(third, '三季度'), sheetName: '2023年第三季度' },
    { ...inputOf(fourth, '四季度'), sheetName: '2023年第四季度' },
  ];
  beforeAll(async () => {
    const rows = offices.map((name, i) => [name, '2023-12-08 09:15', i === 2 ? '未报' : '按时']);
    summary = await pool.summary({
      title: '专项整治汇总表',
      periods,
      progress: { columns: ['填报单位', '报送时间', '第四季度'], rows },
    });
    sheets = await open(summary);
  });
  it('of a campaign that asks for no table says so, instead of naming a sheet that is not there', async () => {
    const rows = [['任城区', '2023-12-08 09:15', '按时']];
    const progress = { columns: ['填报单位', '报送时间', '总结报告'], rows };
    const without = await open(await pool.summary({ title: '专项整治汇总表', periods: [], progress }));
    expect(sheetOf(without, '累计汇总').getCell('B3').value).toMatch(/^本专项没有统计表.*报送情况/);
  });

  it('has the campaign first, then each period, then who filed when', () => {
    expect(sheets.worksheets.map((sheet) => sheet.name)).toEqual([
      '累计汇总',
      '2023年第三季度',
      '2023年第四季度',
      '报送情况',
    ]);
    expect(sheetOf(sheets, '报送情况').getCell('A5').value).toBe('任城区');
  });
  it('reads back as exactly the totals that went in, by sheet', async () => {
    const totals = await pool.readTotals({ bytes: summary, table: t1 });
    const [q3, q4] = periods;
    for (const [name, period] of [
      ['2023年第三季度', q3],
      ['2023年第四季度', q4],
    ] as const) {
      for (const [key, value] of Object.entries(period?.totals ?? {})) {
        if (!key.endsWith('.adjust')) expect(totals[name]?.[key as CellKey], `${name} ${key}`).toBe(value);
      }
    }
    for (const [key, value] of Object.entries(totals.累计汇总 ?? {}))
      expect(value, key).toBe(q4?.totals[key as CellKey]);
    expect(Object.keys(totals.累计汇总 ?? {})).toHaveLength(measuresOf(t1).length - 1);
  });
  it('links every figure of the campaign to the total of its period', () => {
    const sheet = sheetOf(sheets, '累计汇总');
    let line = 0;
    sheet.eachRow((each, number) => {
      if (each.getCell(1).value === 'chkVisits') line = number;
    });
    expect(sheet.getCell(line, 4).formula).toMatch(/^IF\('2023年第三季度'!([A-Z]+)8="","",'2023年第三季度'!\1(8)\)$/);
    expect(sheet.getCell(line, 6).formula).toContain('2023年第四季度');
    expect(sheet.getCell(line, 6).result).toBe(periods[1]?.totals['chkVisits.cumulative']);
  });
});
