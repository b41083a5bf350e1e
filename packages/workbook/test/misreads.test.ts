import { type Finding, type Grid, type LedgerRow, measuresOf, type TableDefinition } from '@duban/tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../src/cells/address.js';
import { readCells } from '../src/cells/read-cells.js';
import type { CellBook, CellSheet } from '../src/cells/types.js';
import { fill } from '../src/child/fill.js';
import { read } from '../src/child/read.js';
import { formsIn } from '../src/child/reading/recognise.js';
import { template } from '../src/child/template.js';
import { form, shipped } from './any-form.js';
import { edit, open, save } from './book.js';
import { bookOf, sheetOf, type Typed } from './cell-book.js';
import { matrixForm } from './forms.js';
import { listRows } from './messy-form.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';

// Honest files that were once read as something else than what stands in them; long because each needs a file of its own.
const grid = cleanGrid(cleanGrid());
const t3 = form('T3');
const said = (findings: readonly Finding[]) =>
  findings
    .filter(({ check }) => !check.startsWith('header-'))
    .map(({ severity, check, place }) => `${severity} ${check} ${place?.sheet ?? ''}!${place?.cell ?? '-'}`);

function readOf(sheet: CellSheet) {
  const [found, ...more] = formsIn(bookOf(sheet), {
    name: 'x.xlsx',
    tables: shipped,
    secret: null,
    altered: 'a finding',
  });
  if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} forms`);
  return found;
}

describe('a unit of money that finance offices use is converted, and said', () => {
  const rows = (head: readonly Typed[]): Typed[][] =>
    listRows(t1, { grid, columns: ['current', 'cumulative'] }).map(([label = null, , ...rest], i) =>
      i === 0 ? [...head] : [label, ...rest],
    );
  const amount = { 千元: 10_000_000, 百元: 1_000_000, 十万元: 1_000_000_000, 百万元: 10_000_000_000 } as const;
  it.each(Object.entries(amount))('%s, above the table or in the head of a column', (unit, fen) => {
    const above = readOf(sheetOf([[t1.title], [`单位：${unit}`], ...rows(['指标', '本期', '累计'])]));
    const inHead = readOf(sheetOf([[t1.title], ...rows(['指标', `本期（${unit}）`, `累计（${unit}）`])]));
    for (const found of [above, inHead]) {
      expect(found.grid['amtSelf.current']).toBe(fen);
      expect(found.findings.find(({ key }) => key === 'amtSelf.current')).toMatchObject({
        check: 'unit-converted',
        found: `100${unit}`,
      });
    }
  });
  it('千元, typed behind the number', () => {
    const [first, ...more] = rows(['指标', '本期', '累计']);
    const typed = more.map((row) => (row[0] === '其中：自查自纠退回' ? [row[0], '5千元', row[2] ?? null] : row));
    expect(readOf(sheetOf([[t1.title], first ?? [], ...typed])).grid['amtSelf.current']).toBe(500_000);
  });
});

describe('a head that speaks of last year', () => {
  it.each(['上年累计', '上年同期累计', '上年末累计', '截至上年末累计'])('(%s) is not 上期累计, nor 累计', (head) => {
    const rows = listRows(t1, { grid, columns: ['current', 'current', 'cumulative'] }).map((row): Typed[] => {
      const [label = null, unit = null, , current = null, cumulative = null] = row;
      if (row.length < 3) return row;
      const whole = typeof cumulative === 'number' ? { f: 'H1+1', v: cumulative } : cumulative;
      return [label, unit, 7, current, whole];
    });
    const found = readOf(sheetOf([[t1.title], ['指标', '计量单位', head, '本期', '累计'], ...rows]));
    expect(found.grid['chkVisits.cumulative']).toBe(grid['chkVisits.cumulative']);
    expect(found.findings.filter(({ severity }) => severity === 'E')).toEqual([]);
  });
  it('(截至上期末累计) is 上期累计', () => {
    const rows = listRows(t1, { grid, columns: ['current', 'current', 'cumulative'] });
    const found = readOf(sheetOf([[t1.title], ['指标', '计量单位', '截至上期末累计', '本期', '累计'], ...rows]));
    expect(found.grid['chkVisits.cumulative']).toBe(grid['chkVisits.cumulative']);
  });
});

describe('a number whose format shows another one', () => {
  const fine = (format: string, v = 123_456) => {
    const rows = listRows(t1, { grid, columns: ['current', 'cumulative'] });
    const typed = rows.map((row): Typed[] =>
      row[0] === '行政罚款' ? ['行政罚款', '万元', { v, format }, row[3] ?? null] : row,
    );
    return readOf(sheetOf([[t1.title], ['指标', '计量单位', '本期', '累计'], ...typed]));
  };
  it.each(['0!.0,', '#,##0.00,', '0\\.0,"万"', '[>=10000]0!.0,"万";0', '#,##0,,_ '])('(%s) is refused', (format) => {
    const found = fine(format);
    expect(found.grid['amtFine.current']).toBeNull();
    expect(found.findings.find(({ key }) => key === 'amtFine.current')).toMatchObject({
      check: 'scaled-format',
      severity: 'E',
      found: '123456',
    });
  });
  it.each(['#,##0', '#,##0.00_ ', '0.00"万元,"', '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '])(
    '(%s) does not, and is read',
    (format) => {
      expect(fine(format).grid['amtFine.current']).toBe(123_456_000_000);
    },
  );
  it('is read where it is 0 in any scale', () => {
    expect(fine('0!.0,', 0).grid['amtFine.current']).toBe(0);
  });
});

describe('a template in which somebody copied a sheet', () => {
  const records: readonly LedgerRow[] = [{ clueNo: 'A1' }, { clueNo: 'A2' }];
  let t3Book: CellBook;
  let t3Blank: CellBook;
  const made = async (table: TableDefinition, ledgers: Record<string, readonly LedgerRow[]>) =>
    readCells(
      await template({
        table,
        identity: { ...identity, table: table.id },
        prefill: { ...prefill(), ledgers },
        secret,
      }),
      'x.xlsx',
    );
  beforeAll(async () => {
    t3Book = await made(t3, { clues: records });
    t3Blank = await made(t3, {});
  });
  const ledgerIn = (book: CellBook) => {
    const found = book.sheets.find(({ name }) => name === '线索台账');
    if (found === undefined) throw new Error('no ledger');
    return found;
  };
  const formIn = (sheets: readonly CellSheet[]) => {
    const forms = formsIn({ ...t3Book, sheets }, { name: 'x', tables: [t3], secret, altered: 'refused' });
    if (forms.length !== 1 || forms[0] === undefined) throw new Error(`${forms.length} forms`);
    return forms[0];
  };

  it('keeps the records of the ledger, and says that the copy was not taken', () => {
    const copy = { ...ledgerIn(t3Blank), name: '线索台账 (2)' };
    const found = formIn([...t3Book.sheets, copy]);
    expect(found.ledgers.clues).toHaveLength(2);
    expect(found.ledgerPlaces.clues?.sheet).toBe('线索台账');
    expect(said(found.findings)).toContain('E ledger-repeated 线索台账 (2)!A1');
  });
  it('sends the clerk to the ledger where the count of the form is another', () => {
    const [first] = t3Book.sheets;
    if (first === undefined) throw new Error('no form');
    const due = [...first.cells.values()].find(({ formula }) => formula?.includes('线索台账') ?? false);
    if (due === undefined) throw new Error('nothing counted');
    const cells = new Map([...first.cells, [due.address, { ...due, content: { kind: 'number', number: 9 } as const }]]);
    const found = formIn([{ ...first, cells }, ...t3Book.sheets.slice(1)]);
    const stale = found.findings.find(({ check }) => check === 'formula-stale');
    expect(stale).toMatchObject({ severity: 'E', found: '9条', expected: '2条' });
    expect(stale?.message).toContain('按台账记录是 2条');
    expect(stale?.message).toContain('请核对台账');
  });
  it('says that the records are on a hidden sheet', () => {
    const ledger = ledgerIn(t3Book);
    const found = formIn(t3Book.sheets.map((sheet) => (sheet === ledger ? { ...sheet, state: 'hidden' } : sheet)));
    expect(said(found.findings)).toEqual(['W hidden-sheet 线索台账!A1']);
  });
  it('reads the signed form and says so when the copy has figures too', async () => {
    const blank = await template({ table: t1, identity, prefill: prefill(), secret });
    const filled = await fill({ bytes: blank, table: t1, grid: cleanGrid(), header });
    const twice = await edit(filled, (_, book) => copied(book.getWorksheet('统计表'), book.addWorksheet('统计表 (2)')));
    const judged = await read({ bytes: twice, name: 'x.xlsx', table: t1, secret });
    expect(judged.sheet).toBe('统计表');
    expect(judged.identity).toEqual(identity);
    expect(judged.findings[0]).toMatchObject({ check: 'several-sheets', severity: 'W', found: '统计表、统计表 (2)' });
  });
  it('and says nothing of a copy that was left empty', async () => {
    const blank = await template({ table: t1, identity, prefill: prefill(), secret });
    const book = await open(await fill({ bytes: blank, table: t1, grid: cleanGrid(), header }));
    const empty = (await open(blank)).getWorksheet('统计表');
    copied(empty, book.addWorksheet('统计表 (2)'));
    const judged = await read({ bytes: await save(book), name: 'x.xlsx', table: t1, secret });
    expect(said(judged.findings)).toEqual([]);
  });
});

type Sheet = ReturnType<Awaited<ReturnType<typeof open>>['getWorksheet']>;
function copied(from: Sheet, to: Sheet): void {
  from?.eachRow((row, r) => {
    row.eachCell((cell, c) => {
      if (to !== undefined && cell.master === cell) to.getCell(r, c).value = cell.value;
    });
  });
}

describe('a template whose cells were pushed down beside their hidden marks', () => {
  const pushed = async (from: string, columns: readonly string[]) => {
    const blank = await template({ table: t1, identity, prefill: prefill(), secret });
    const filled = await fill({ bytes: blank, table: t1, grid: cleanGrid(), header });
    const places = (await read({ bytes: filled, name: 'x.xlsx', table: t1, secret })).places;
    const row = Number(/\d+$/.exec(places[`${from}.current`]?.cell ?? '')?.[0]);
    const bytes = await edit(filled, (cell) => {
      for (const letter of columns) {
        cell(`${letter}${row + 1}`).value = cell(`${letter}${row}`).value;
        cell(`${letter}${row}`).value = null;
      }
    });
    return { row, found: await read({ bytes, name: 'x.xlsx', table: t1, secret }) };
  };
  it('says which row holds another’s figures', async () => {
    const { row, found } = await pushed('hdlTalk', ['B', 'D', 'E', 'F', 'G']);
    expect(found.findings.find(({ check }) => check === 'row-shifted')).toMatchObject({
      severity: 'E',
      place: { sheet: '统计表', cell: `B${row + 1}` },
      found: '约谈',
      expected: '限期整改',
    });
  });
  it('and a label that was only reworded is a note', async () => {
    const blank = await template({ table: t1, identity, prefill: prefill(), secret });
    const filled = await fill({ bytes: blank, table: t1, grid: cleanGrid(), header });
    const { places } = await read({ bytes: filled, name: 'x.xlsx', table: t1, secret });
    const label = places['hdlTalk.current']?.cell.replace(/^[A-Z]+/, 'B') ?? '';
    const bytes = await edit(filled, (cell) => {
      cell(label).value = '约谈（2023年）';
    });
    const found = await read({ bytes, name: 'x.xlsx', table: t1, secret });
    expect(found.findings.map(({ severity, check, place }) => `${severity} ${check} ${place?.cell}`)).toEqual([
      `I header-renamed ${label}`,
    ]);
  });
});

describe('figures of several offices or periods without a word on whose they are', () => {
  const t2b = form('T2b');
  const measures = measuresOf(t2b).filter(({ kind }) => kind !== 'text' && kind !== 'ratio');
  const several = (found: { readonly findings: readonly Finding[] }) =>
    found.findings
      .filter(({ check }) => check === 'several-figures')
      .map(({ severity, found: cells }) => [severity, cells]);
  it('are refused although the first office has next to nothing, side by side', () => {
    const rows = measures.map(({ label }, i): Typed[] => [label, i === 0 ? 5 : null, i + 100]);
    expect(several(readOf(sheetOf([[t2b.title], ['指标', '任城区', '兖州区'], ...rows])))).toEqual([['E', 'B3']]);
  });
  it('and one below the other', () => {
    const heads = measures.map(({ label }) => label);
    const [first, second] = [heads.map((_, i) => (i === 0 ? 5 : null)), heads.map((_, i) => i + 100)];
    const sheet = sheetOf([[t2b.title], ['单位', ...heads], ['任城区', ...first], ['兖州区', ...second]]);
    expect(several(readOf(sheet))).toEqual([['E', 'B3']]);
  });
  it('are two forms when two departments report different periods', () => {
    const t7 = form('T7');
    const part = (name: string, period: string, sections: typeof t7.sections) =>
      sheetOf(
        [
          [t7.title],
          ['填报单位：任城区', null, `统计期：${period}`],
          ['指标', '计量单位', '本期', '上期调整数', '累计'],
          ...sections.flatMap(({ title, measures: own }) => [
            [title],
            ...own.map(({ label, unit }): Typed[] => [label, unit, 1, null, 1]),
          ]),
        ],
        { name },
      );
    const formsOf = (second: string) =>
      formsIn(
        bookOf(part('公安', '2023年第三季度', t7.sections.slice(0, 2)), part('检察', second, t7.sections.slice(2, 5))),
        { name: 'x', tables: [t7], secret: null, altered: 'a finding' },
      ).map(({ sheet }) => sheet);
    expect(formsOf('2023年三季度')).toEqual(['公安']);
    expect(formsOf('2023年第四季度')).toEqual(['公安', '检察']);
  });
});

describe('a template’s matrix', () => {
  const figures: Grid = { 'r1Cases.current': 3, 'r1Amt.current': 70_000_000, 'r2Cases.current': 5 };
  const filled = async () => {
    const own = { ...identity, table: matrixForm.id };
    const blank = await template({ table: matrixForm, identity: own, prefill: prefill(), secret });
    return readCells(await fill({ bytes: blank, table: matrixForm, grid: figures, header }), 'x.xlsx');
  };
  const readBack = (book: CellBook) =>
    formsIn(book, { name: 'x', tables: [matrixForm], secret, altered: 'refused' })[0] ?? null;
  /** As a spreadsheet does: everything from column `from` on stands one further right, the letters in the marks do not change. */
  const withColumn = (book: CellBook, from: number): CellBook => {
    const [sheet, ...others] = book.sheets;
    if (sheet === undefined) throw new Error('no form');
    const cells = [...sheet.cells.values()].map((cell) => {
      const column = cell.column + (cell.column >= from ? 1 : 0);
      return { ...cell, column, address: addressOf(cell.row, column) };
    });
    const moved = { ...sheet, cells: new Map(cells.map((cell) => [cell.address, cell])), merges: [] };
    return { ...book, sheets: [{ ...moved, lastColumn: sheet.lastColumn + 1 }, ...others] };
  };
  it.each([2, 3, 4])('keeps its figures when a column was put in before column %i', async (from) => {
    expect(readBack(withColumn(await filled(), from))?.grid).toMatchObject(figures);
  });
  it.each([2, 4])('takes no label for a name when a column was put in before column %i', async (from) => {
    const { unitLeader, filler, phone } = header;
    expect(readBack(withColumn(await filled(), from))?.header).toMatchObject({ unitLeader, filler, phone });
  });
  it('whose head names another unit is refused', async () => {
    const book = await filled();
    const [sheet, ...others] = book.sheets;
    const head = [...(sheet?.cells.values() ?? [])].find(
      ({ content }) => content?.kind === 'text' && content.text === '违规金额（万元）',
    );
    if (sheet === undefined || head === undefined) throw new Error('no head');
    const cells = new Map([
      ...sheet.cells,
      [head.address, { ...head, content: { kind: 'text', text: '违规金额（元）' } as const }],
    ]);
    const found = readBack({ ...book, sheets: [{ ...sheet, cells }, ...others] });
    expect(found?.findings.find(({ check }) => check === 'unit-changed')).toMatchObject({
      severity: 'E',
      found: '元',
      expected: '万元',
      place: { sheet: sheet.name, cell: head.address },
    });
  });
});

describe('a ledger', () => {
  const columns = t3.ledgers[0]?.columns.map(({ label }) => label) ?? [];
  const at = (label: string) => columns.indexOf(label);
  const clueRow = (change: (row: Typed[]) => void) => {
    const row: Typed[] = columns.map(() => null);
    row[0] = 'JN2023001';
    change(row);
    return row;
  };
  it('keeps the leading zeros that a number shows by its format', () => {
    const found = readOf(
      sheetOf([['线索核查反馈台账'], columns, clueRow((row) => row.splice(0, 1, { v: 123, format: '000000' }))]),
    );
    expect(found.ledgers.clues?.[0]?.clueNo).toBe('000123');
    expect(at('线索编号')).toBe(0);
  });
  it('refuses to lose a record far below, whatever notes stand before it', () => {
    const gap = Array.from({ length: 21 }, (): Typed[] => []);
    const rows = [
      ['线索核查反馈台账'],
      columns,
      clueRow(() => {}),
      ...gap,
      ['注：另附'],
      clueRow((row) => row.splice(1, 1, '举报')),
    ];
    const found = readOf(sheetOf(rows));
    expect(found.ledgers.clues).toHaveLength(1);
    expect(said(found.findings).filter((each) => each.includes('gap'))).toEqual([
      `E row-after-gap Sheet1!A${rows.length}`,
    ]);
  });
  it('has a word only on a lone slip far below, and none on a signature', () => {
    const gap = Array.from({ length: 21 }, (): Typed[] => []);
    const below = (row: Typed[]) =>
      said(readOf(sheetOf([['线索核查反馈台账'], columns, clueRow(() => {}), ...gap, row])).findings).filter((each) =>
        each.includes('gap'),
      );
    expect(below(['草稿'])).toEqual(['W row-after-gap Sheet1!A25']);
    expect(below(['填报人：李四', null, '联系电话：123'])).toEqual([]);
  });
  it('with a blank typed in the last row of the sheet is read as quickly as any', () => {
    const sheet = sheetOf([['线索核查反馈台账'], columns, clueRow(() => {})]);
    const last = 1_048_576;
    const stray = { address: `C${last}`, row: last, column: 3, stored: '', format: '@', formula: null } as const;
    const cells = new Map([
      ...sheet.cells,
      [stray.address, { ...stray, content: { kind: 'text', text: ' ' } as const }],
    ]);
    const begun = performance.now();
    const found = readOf({ ...sheet, cells, lastRow: last });
    expect(found.ledgers.clues).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});

describe('a field of the head', () => {
  it('is what was typed, also where that is the same word as its label', async () => {
    const blank = await template({ table: t1, identity, prefill: prefill(), secret });
    const typed = { ...header, filler: '填报人', unitLeader: '单位负责人' };
    const bytes = await fill({ bytes: blank, table: t1, grid: cleanGrid(), header: typed });
    const found = await read({ bytes, name: 'x.xlsx', table: t1, secret });
    expect(found.header).toMatchObject({ filler: '填报人', unitLeader: '单位负责人' });
    expect(found.findings.filter(({ check }) => check === 'header-blank')).toEqual([]);
  });
});
