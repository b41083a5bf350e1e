import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeGrids } from '@duban/tables';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanGrid, header, identity, prefill, secret, t1 } from '../t1.js';
import { converted, sofficeMissing, withoutResults } from './soffice.js';

// What a spreadsheet program makes of our files: it opens, recalculates and saves them anew, as a clerk's program does.
const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let folder: string;

beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
  folder = mkdtempSync(join(tmpdir(), 'duban-soffice-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool.close();
});

const savedAnew = (bytes: Uint8Array) => converted(bytes, { folder, format: 'xlsx' });

describe.skipIf(sofficeMissing !== '')(`LibreOffice${sofficeMissing}`, () => {
  it('saves a filled form that still is the same hand-in', async () => {
    const form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
    const bytes = savedAnew(await pool.fill({ bytes: form, table: t1, grid: second, header }));
    const sheet = await pool.read({ bytes, name: 'x.xlsx', table: t1, secret });
    expect(sheet.identity).toEqual(identity);
    expect(sheet.grid).toEqual(second);
    expect(checkSheet(sheet, { table: t1, previous: first })).toEqual([]);
  });
  it('comes to the totals that we cached, from the formulas alone', async () => {
    const row = (i: number) => ({
      office: `o${i}`,
      officeName: `单位${i}`,
      standing: i === 2 ? '未报' : '按时',
      grid: i === 2 ? null : cleanGrid({}, i + 1),
      origin: null,
    });
    const rows = [0, 1, 2, 3].map(row);
    const totals = mergeGrids(
      t1,
      rows.flatMap(({ grid }) => (grid === null ? [] : [grid])),
    );
    const period = { table: t1, title: '汇总', subtitle: '', rows, totals, facts: [], sheetName: '2023年第三季度' };
    const progress = { columns: ['单位'], rows: [['单位0']] };
    const cached = await pool.summary({ title: '汇总表', periods: [period], progress });
    const bare = await withoutResults(cached);
    expect((await pool.readTotals({ bytes: bare, table: t1 })).累计汇总?.['chkVisits.cumulative']).toBeNull();
    const bytes = savedAnew(bare);
    const read = await pool.readTotals({ bytes, table: t1 });
    for (const [key, value] of Object.entries(read['2023年第三季度'] ?? {}))
      expect(value, key).toBe(totals[key as keyof typeof totals]);
    for (const [key, value] of Object.entries(read.累计汇总 ?? {}))
      expect(value, key).toBe(totals[key as keyof typeof totals]);
    expect(Object.keys(read)).toEqual(['累计汇总', '2023年第三季度']);
    for (const figures of Object.values(read)) expect(Object.keys(figures).length).toBeGreaterThan(50);
  });
});
