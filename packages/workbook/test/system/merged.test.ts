import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, filed, inputOf, partsOf, without } from '../merged.js';
import { openpyxl, openpyxlMissing } from './openpyxl.js';
import { converted, sofficeMissing, withoutResults } from './soffice.js';

// What strangers' programs make of the merged workbook: its charts, its links, its texts, its formulas.
const formula = '=HYPERLINK("http://evil.example","点我")';
const rows = [
  filed(0, '任城区', { more: { note: formula } }),
  filed(1, '兖州区', { codes: ['H1', 'H9', 'H10'] }),
  without(2, '微山县', { standing: '未报' }),
];
let pool: WorkbookPool;
let folder: string;
let bytes: Uint8Array;
let file: string;

beforeAll(async () => {
  pool = createWorkbookPool({ size: 1 });
  folder = mkdtempSync(join(tmpdir(), 'duban-merged-'));
  file = join(folder, 'merged.xlsx');
  bytes = await pool.merge(inputOf(rows, { charts: true }));
  writeFileSync(file, bytes);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await pool.close();
});

describe.skipIf(openpyxlMissing !== '')(`openpyxl${openpyxlMissing}`, () => {
  it('sees the charts with their titles, series and where they refer to', () => {
    const seen = JSON.parse(
      openpyxl(
        `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([[c.tagname, c.barDir, ''.join(r.t for p in c.title.tx.rich.p for r in (p.r or [])), c.series[0].val.numRef.f,
  len(c.series[0].val.numRef.numCache.pt)] for c in book['图表']._charts]))`,
        file,
      ),
    );
    expect(seen).toHaveLength(4);
    expect(seen[0]).toEqual([
      'barChart',
      'bar',
      '各单位检查机构（家）',
      expect.stringMatching(/^'图表'!\$N\$\d+:\$N\$\d+$/),
      2,
    ]);
  });
  it('takes an office’s text for text, and every link for a place in the workbook', () => {
    const seen = JSON.parse(
      openpyxl(
        `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
texts = [c.data_type + c.number_format for s in book for r in s.iter_rows() for c in r if c.value == ${JSON.stringify(formula)}]
links = [(c.hyperlink.target, c.hyperlink.location) for s in book for r in s.iter_rows() for c in r if c.hyperlink]
print(json.dumps({'texts': texts, 'outside': [l for l in links if l[0]], 'inside': len(links)}))`,
        file,
      ),
    );
    expect(seen.texts.length).toBeGreaterThan(1);
    expect(new Set(seen.texts)).toEqual(new Set(['s@']));
    expect(seen.outside).toEqual([]);
    expect(seen.inside).toBeGreaterThan(40);
  });
});

describe.skipIf(sofficeMissing !== '')(`LibreOffice${sofficeMissing}`, () => {
  it('comes to our totals from the formulas alone, also to those counted by codes', async () => {
    const saved = converted(await withoutResults(bytes), { folder, format: 'xlsx' });
    const [read, ours] = await Promise.all([
      pool.readTotals({ bytes: saved, table: everything }),
      pool.readTotals({ bytes, table: everything }),
    ]);
    expect(ours.汇总?.['chk.current']).toBe(4);
    expect(read.汇总).toEqual(ours.汇总);
  });
  it('keeps the charts when it saves, and draws them', async () => {
    const parts = await partsOf(converted(bytes, { folder, format: 'xlsx' }));
    expect([...parts.keys()].filter((name) => /^xl\/charts\/chart\d+\.xml$/.test(name))).toHaveLength(4);
    expect(converted(bytes, { folder, format: 'pdf' }).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
