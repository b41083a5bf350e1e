import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CellKey,
  columnsOf,
  type Grid,
  type LedgerColumn,
  type LedgerRow,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import type { Workbook } from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shipped } from '../any-form.js';
import { open } from '../book.js';
import { header, templateOf } from '../t1.js';
import { openpyxl, openpyxlMissing } from './openpyxl.js';
import { allConverted, sofficeMissing, withoutResults } from './soffice.js';

// Every real form, filled in, recalculated by LibreOffice from its formulas alone: what it shows must be what we cached.
let pool: WorkbookPool;
let folder: string;
beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
  folder = mkdtempSync(join(tmpdir(), 'duban-template-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool.close();
});

/** Saved anew by LibreOffice after every result we cached was taken out. */
async function recalculated(files: Readonly<Record<string, Uint8Array>>): Promise<Record<string, Workbook>> {
  const bare: Record<string, Uint8Array> = {};
  for (const [name, bytes] of Object.entries(files)) bare[name] = await withoutResults(bytes);
  const books: Record<string, Workbook> = {};
  for (const [name, bytes] of Object.entries(allConverted(bare, { folder, format: 'xlsx' })))
    books[name] = await open(bytes);
  return books;
}

/** Figures with some of everything: agreeing and not, filled in and blank. */
function someGrid(table: TableDefinition): Grid {
  const grid: Partial<Record<CellKey, Value>> = {};
  let i = 0;
  for (const measure of measuresOf(table)) {
    for (const column of columnsOf(measure)) {
      i += 1;
      const typed = measure.kind !== 'ratio' && measure.from === undefined;
      if (!typed || (column === 'cumulative' && measure.semantics === 'flow-additive') || i % 11 === 0) continue;
      if (column === 'adjust') grid[`${measure.key}.${column}`] = i % 2 === 0 ? -1 : null;
      else if (measure.kind === 'text') grid[`${measure.key}.${column}`] = '说明';
      else grid[`${measure.key}.${column}`] = ((i * 7) % 13) * (measure.kind === 'money' ? 123_457 : 1);
    }
  }
  return grid;
}

function someRecords(columns: readonly LedgerColumn[], count: number): LedgerRow[] {
  return Array.from({ length: count }, (_, r) =>
    Object.fromEntries(
      columns.map((column, c) => [column.key, !column.required && (r + c) % 5 === 4 ? null : someValue(column, r)]),
    ),
  );
}

function someValue({ kind, choices }: LedgerColumn, row: number): Value {
  if (kind === 'choice') return choices[row % choices.length] ?? null;
  if (kind === 'date') return `2023-1${row % 3}-0${(row % 9) + 1}`;
  if (kind === 'money') return 100_001 * (row + 1);
  if (kind === 'count' || kind === 'number') return row % 4;
  return kind === 'code' ? `H3708110${String(row).padStart(4, '0')}` : `第${row}`;
}

describe.skipIf(sofficeMissing !== '')(`LibreOffice and every form of seeds/tables${sofficeMissing}`, () => {
  it('come to the same counts, 累计, rates, hints and totals', { timeout: 240_000 }, async () => {
    const files: Record<string, Uint8Array> = {};
    for (const table of shipped) {
      const ledgers = Object.fromEntries(table.ledgers.map(({ key, columns }) => [key, someRecords(columns, 9)]));
      files[table.id] = await pool.fill({
        bytes: await pool.template(templateOf(table)),
        table,
        grid: someGrid(table),
        header,
        ledgers,
        absentBlocks: table.blocks.slice(1, 3).map(({ key }) => key),
      });
    }
    const books = await recalculated(files);
    let compared = 0;
    let hints = 0;
    for (const [id, bytes] of Object.entries(files)) {
      const ours = await open(bytes);
      for (const sheet of ours.worksheets) {
        const theirs = books[id]?.getWorksheet(sheet.name);
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            if (!cell.formula || cell.master !== cell) return;
            const shown = theirs?.getCell(cell.address).result ?? '';
            compared += 1;
            if (/应(等于|不)/.test(String(shown))) hints += 1;
            expect(shown, `${id} ${sheet.name} ${cell.address} ${cell.formula}`).toEqual(cell.result ?? '');
          }),
        );
      }
    }
    expect(shipped.length).toBeGreaterThanOrEqual(14);
    expect(compared).toBeGreaterThan(1_000);
    expect(hints).toBeGreaterThan(20);
  });
});

describe.skipIf(openpyxlMissing !== '')(`openpyxl${openpyxlMissing}`, () => {
  it.each(shipped.map((table) => [table.id, table] as const))('sees how %s may be filled in', async (_, table) => {
    const file = join(folder, 'form.xlsx');
    writeFileSync(file, await pool.template(templateOf(table)));
    const script = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{'name': s.title, 'state': s.sheet_state, 'protected': s.protection.sheet, 'frozen': s.freeze_panes,
  'orientation': s.page_setup.orientation, 'paper': s.page_setup.paperSize, 'titles': s.print_title_rows,
  'rules': [[v.type, v.formula1, v.prompt or '', v.error or ''] for v in s.data_validations.dataValidation],
  'formats': len(s.conditional_formatting)} for s in book.worksheets]))
`;
    const sheets = JSON.parse(openpyxl(script, file)) as {
      name: string;
      state: string;
      protected: boolean;
      frozen: string | null;
      orientation: string;
      paper: string | number;
      titles: string | null;
      rules: [string | null, string | null, string, string][];
    }[];
    const visible = sheets.filter(({ state }) => state === 'visible');
    expect(visible.map(({ name }) => name)).toEqual(['统计表', ...table.ledgers.map(({ title }) => title), '填表说明']);
    expect(sheets.some(({ name, state }) => name === '_duban' && state === 'veryHidden')).toBe(true);
    for (const sheet of visible) {
      expect(sheet).toMatchObject({ protected: true, orientation: 'landscape' });
      expect(Number(sheet.paper)).toBe(9);
      if (sheet.name === '填表说明') continue;
      expect(sheet.frozen, sheet.name).toMatch(/^C\d+$/);
      expect(sheet.titles, sheet.name).toMatch(/\d/);
      for (const [type, formula, prompt, error] of sheet.rules) {
        expect(prompt.length).toBeLessThanOrEqual(255);
        expect(prompt).toMatch(/\p{Script=Han}/u);
        if (type !== null) expect(error).toMatch(/\p{Script=Han}/u);
        if (type === 'list') expect((formula ?? '').length).toBeLessThanOrEqual(257);
      }
    }
    const choices = table.ledgers.flatMap(({ columns }) => columns).filter(({ kind }) => kind === 'choice').length;
    const lists = visible.flatMap(({ rules }) => rules).filter(([type]) => type === 'list').length;
    expect(lists).toBe(choices + table.blocks.filter(({ optional }) => optional).length);
  });
});
