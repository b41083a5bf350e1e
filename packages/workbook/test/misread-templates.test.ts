import type { Grid, LedgerRow, TableDefinition } from '@duban/tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../src/cells/address.js';
import { readCells } from '../src/cells/read-cells.js';
import type { CellBook, CellSheet } from '../src/cells/types.js';
import { fill } from '../src/child/fill.js';
import { read } from '../src/child/read.js';
import { formsIn } from '../src/child/reading/recognise.js';
import { template } from '../src/child/template.js';
import { form } from './any-form.js';
import { edit, open, save } from './book.js';
import { matrixForm } from './forms.js';
import { saidBelow } from './recognised.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from './t1.js';

// Honest templates that were once read as something else than what stands in them.
const t3 = form('T3');

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
    expect(saidBelow(found.findings)).toContain('E ledger-repeated 线索台账 (2)!A1');
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
    expect(saidBelow(found.findings)).toEqual(['W hidden-sheet 线索台账!A1']);
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
    expect(saidBelow(judged.findings)).toEqual([]);
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
