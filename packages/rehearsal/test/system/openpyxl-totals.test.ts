import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { loadSeed } from '@duban/actions/load-seed';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SEED, rehearse } from '../../src/index.js';

const python = process.env.DUBAN_PYTHON ?? 'python3';
const present = spawnSync(python, ['-c', 'import openpyxl']).status === 0;
const why = present
  ? ''
  : ' — skipped: python has no openpyxl (pip install openpyxl, or name another python in DUBAN_PYTHON)';

/** A stranger's sum: reads the handed-in sheets by their row keys, adds up in decimals, compares with the 合计 row of the merged workbook. */
const ADD_UP = `
import json, sys, openpyxl
from decimal import Decimal
merged, *sheets = sys.argv[1:]
sums = {}
for name in sheets:
    form = openpyxl.load_workbook(name, data_only=True)['统计表']
    for row in form.iter_rows(min_row=6, values_only=True):
        if not isinstance(row[0], int): continue
        for column, value in (('current', row[4]), ('cumulative', row[6])):
            if isinstance(value, (int, float)):
                key = f'{row[8]}.{column}'
                sums[key] = sums.get(key, Decimal(0)) + Decimal(repr(value))
sheet = openpyxl.load_workbook(merged, data_only=True)['汇总']
keys = {cell.value: cell.column for cell in sheet[4] if cell.value and '.' in str(cell.value)}
wrong, compared = [], 0
for key, column in keys.items():
    if key.split('.')[0] == 'clueRate' or key not in sums: continue
    total = Decimal(repr(sheet.cell(8, column).value))
    compared += 1
    if abs(total - sums[key]) > Decimal('0.000001'): wrong.append([key, str(total), str(sums[key])])
print(json.dumps({'compared': compared, 'columns': len(keys), 'wrong': wrong}))
`;

describe.skipIf(!present)(`totals of a rehearsal, added up by openpyxl${why}`, () => {
  it('are those of the merged workbooks, from the sheets that were counted', async () => {
    const folder = throwawayFolder('openpyxl');
    const seed = await loadSeed(path.join(repoRoot(import.meta.url), 'seeds'), 'jining-2023');
    const { basis } = await rehearse({ seed, number: DEFAULT_SEED, folder: folder.path, onProgress: () => undefined });
    for (const period of ['2023Q3', '2023Q4']) {
      const counted = basis.sheets
        .filter((s) => s.counted && s.period === period)
        .map((s) => path.join(folder.path, s.path));
      expect(counted.length).toBeGreaterThan(5);
      const { stdout, stderr } = spawnSync(
        python,
        ['-c', ADD_UP, path.join(folder.path, '期次汇总', `${period}.xlsx`), ...counted],
        { encoding: 'utf8' },
      );
      expect(stderr).toBe('');
      const found = JSON.parse(stdout) as { compared: number; columns: number; wrong: unknown[] };
      expect(found.wrong).toEqual([]);
      // Every column but the recomputed rate and the text 情况说明.
      expect(found.compared).toBe(found.columns - 2);
    }
    folder.remove();
  }, 300_000);
});
