import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanGrid, header, identity, prefill, secret, t1 } from '../t1.js';

// Another program's reading of our files, and ours of its: openpyxl writes no cached results, drops nothing we need.
const python = process.env.DUBAN_PYTHON ?? 'python3';
const present = spawnSync(python, ['-c', 'import openpyxl']).status === 0;
const why = present
  ? ''
  : ' — skipped: python has no openpyxl (pip install openpyxl, or name another python in DUBAN_PYTHON)';

const first = cleanGrid();
const second = cleanGrid(first);
let pool: WorkbookPool;
let folder: string;

beforeAll(() => {
  pool = createWorkbookPool({ size: 1 });
  folder = mkdtempSync(join(tmpdir(), 'duban-openpyxl-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool.close();
});

function run(script: string, bytes: Uint8Array): { out: string; file: string } {
  const file = join(folder, 'sheet.xlsx');
  writeFileSync(file, bytes);
  const result = spawnSync(python, ['-c', script, file], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return { out: result.stdout, file };
}

describe.skipIf(!present)(`openpyxl${why}`, () => {
  it('sees the figures, the formulas, the hidden identity and the validations of a filled form', async () => {
    const form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
    const bytes = await pool.fill({ bytes: form, table: t1, grid: second, header });
    const script = `
import json, sys, openpyxl
plain = openpyxl.load_workbook(sys.argv[1])
cached = openpyxl.load_workbook(sys.argv[1], data_only=True)
sheet, values = plain['统计表'], cached['统计表']
rows = {sheet.cell(r, 9).value: r for r in range(1, sheet.max_row + 1)}
v = rows['chkVisits']
print(json.dumps({'current': sheet.cell(v, 5).value, 'formula': sheet.cell(v, 7).value, 'cached': values.cell(v, 7).value,
  'hidden': plain['_duban'].sheet_state, 'office': json.loads(plain['_duban']['A2'].value)['officeName'],
  'validations': len(sheet.data_validations.dataValidation), 'frozen': sheet.freeze_panes, 'protected': sheet.protection.sheet}))
`;
    const seen = JSON.parse(run(script, bytes).out);
    expect(seen).toMatchObject({
      current: 44,
      cached: 88,
      hidden: 'veryHidden',
      office: identity.officeName,
      frozen: 'C6',
      protected: true,
    });
    expect(seen.formula).toMatch(/^=IF\(E\d+="","",N\(D\d+\)\+E\d+\+N\(F\d+\)\)$/);
    expect(seen.validations).toBeGreaterThan(10);
  });

  it('fills a template that we then read without a finding, though it caches no results', async () => {
    const form = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
    writeFileSync(
      join(folder, 'grid.json'),
      JSON.stringify(
        Object.fromEntries(
          Object.entries(second).filter(([key, value]) => value !== null && !key.startsWith('clueRate')),
        ),
      ),
    );
    const money = t1.sections.flatMap((section) => section.measures).filter((measure) => measure.kind === 'money');
    const script = `
import json, os, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['统计表']
grid = json.load(open(os.path.join(os.path.dirname(sys.argv[1]), 'grid.json')))
money = ${JSON.stringify(Object.fromEntries(money.map((measure) => [measure.key, measure.unit === '元' ? 100 : 1_000_000])))}
rows = {sheet.cell(r, 9).value: r for r in range(1, sheet.max_row + 1)}
for key, value in grid.items():
    name, column = key.split('.')
    cell = sheet.cell(rows[name], {'current': 5, 'adjust': 6, 'cumulative': 7}[column])
    if not str(cell.value or '').startswith('='):
        cell.value = value / money[name] if name in money else value
for row in sheet.iter_rows():
    for cell in row:
        if cell.value in ('单位负责人：', '填报人：', '联系电话：'):
            sheet.cell(cell.row, cell.column + 1).value = '某某'
book.save(sys.argv[1])
`;
    const { file } = run(script, form);
    const sheet = await pool.read({ bytes: readFileSync(file), name: 'x.xlsx', table: t1, secret });
    expect(sheet.identity).toEqual(identity);
    expect(checkSheet(sheet, { table: t1, previous: first })).toEqual([]);
    expect(sheet.grid).toEqual(second);
  });
});
