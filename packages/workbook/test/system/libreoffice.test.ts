import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeGrids } from '@duban/tables';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanGrid, header, identity, prefill, secret, t1 } from '../t1.js';
import { tamper } from '../zip.js';

// What a spreadsheet program makes of our files: it opens, recalculates and saves them anew, as a clerk's program does.
const office = process.env.DUBAN_SOFFICE ?? 'soffice';
const present = spawnSync(office, ['--version']).status === 0;
const why = present ? '' : ' — skipped: no LibreOffice (install libreoffice-calc, or name it in DUBAN_SOFFICE)';

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

function savedAnew(bytes: Uint8Array): Uint8Array {
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(folder, 'sheet.xlsx'), bytes);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const run = spawnSync(
    office,
    [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, join(folder, 'sheet.xlsx')],
    {
      encoding: 'utf8',
      timeout: 90_000,
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  return readFileSync(join(out, 'sheet.xlsx'));
}

describe.skipIf(!present)(`LibreOffice${why}`, () => {
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
    // Without our results in the file, whatever is read afterwards was computed from the formulas.
    const bare = await tamper(cached, {
      part: /sheet\d+\.xml$/,
      change: (xml) => xml.replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1'),
    });
    expect((await pool.readTotals({ bytes: bare, table: t1 })).累计汇总?.['chkVisits.cumulative']).toBeNull();
    const bytes = savedAnew(bare);
    const read = await pool.readTotals({ bytes, table: t1 });
    for (const [key, value] of Object.entries(read['2023年第三季度'] ?? {}))
      expect(value, key).toBe(totals[key as keyof typeof totals]);
    for (const [key, value] of Object.entries(read.累计汇总 ?? {}))
      expect(value, key).toBe(totals[key as keyof typeof totals]);
    expect(Object.keys(read)).toEqual(['累计汇总', '2023年第三季度']);
  });
});
