import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkSheet, createWorkbookPool, type WorkbookPool } from '@duban/workbook';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyFilled, form, shipped } from '../any-form.js';
import { cleanGrid, header, identity, prefill, secret, t1 } from '../t1.js';
import { openpyxl, openpyxlMissing } from './openpyxl.js';

// Another program's reading of our files, and ours of its: openpyxl writes no cached results, drops nothing we need.
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
  return { out: openpyxl(script, file), file };
}

describe.skipIf(openpyxlMissing !== '')(`openpyxl${openpyxlMissing}`, () => {
  it('sees the figures, the formulas, the hidden identity and the validations of a filled form', async () => {
    const blank = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
    const bytes = await pool.fill({ bytes: blank, table: t1, grid: second, header });
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
    const blank = await pool.template({ table: t1, identity, prefill: prefill(first), secret });
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
    const { file } = run(script, blank);
    const sheet = await pool.read({ bytes: readFileSync(file), name: 'x.xlsx', table: t1, secret });
    expect(sheet.identity).toEqual(identity);
    expect(checkSheet(sheet, { table: t1, previous: first })).toEqual([]);
    expect(sheet.grid).toEqual(second);
  });

  it.each(['T2a', 'T3', 'T4', 'T7'])(
    'fills the template of %s, matrices, blocks and ledgers too, that we then read as it was meant',
    async (id) => {
      const table = form(id);
      const own = { ...identity, table: id, version: table.version };
      const known = Object.fromEntries(
        table.header.map(({ key, kind }) => [key, kind === 'date' ? '2023-12-08' : '某某']),
      );
      const bytes = await pool.template({ table, identity: own, prefill: { ...prefill(), header: known }, secret });
      const [filled] = fc.sample(anyFilled(table), { numRuns: 1, seed: 20231210 });
      if (filled === undefined) throw new Error('nothing to fill in');
      writeFileSync(join(folder, 'filled.json'), JSON.stringify({ ...filled, table }));
      const { file } = run(FILL, bytes);
      const [read] = await pool.readAll({ bytes: readFileSync(file), name: 'x.xlsx', tables: shipped, secret });
      expect(read).toMatchObject({ table: id, by: 'identity', identity: own });
      expect(read?.findings.filter(({ check }) => check !== 'header-blank')).toEqual([]);
      const present = (grid: object) => Object.fromEntries(Object.entries(grid).filter(([, value]) => value !== null));
      expect(present(read?.grid ?? {})).toEqual(present(filled.grid));
      expect(read?.ledgers).toEqual(filled.ledgers);
      expect(read?.absentBlocks).toEqual(filled.absentBlocks);
    },
  );
});

/** A stranger fills in a template by what its hidden marks say, and calculates nothing. */
const FILL = `
import datetime, json, os, re, sys, openpyxl
from openpyxl.utils import column_index_from_string
book = openpyxl.load_workbook(sys.argv[1])
given = json.load(open(os.path.join(os.path.dirname(sys.argv[1]), 'filled.json')))
table = given['table']
FEN = {'元': 100, '万元': 1000000, '亿元': 10000000000}
measures = {m['key']: m for s in table['sections'] for m in s['measures']}
def shown(of, value):
    if of['kind'] == 'money': return value / FEN[of['unit']]
    if of['kind'] == 'date': return datetime.datetime.strptime(value, '%Y-%m-%d')
    return value
def put(cell, of, value):
    if value is None or str(cell.value or '').startswith('='): return
    cell.value = shown(of, value)
    if of['kind'] in ('text', 'code', 'choice'): cell.data_type = 's'
    if of['kind'] == 'date': cell.number_format = 'yyyy-mm-dd'
for sheet in book.worksheets:
    first = {}
    for row in sheet.iter_rows(min_row=1, max_row=5):
        for cell in row:
            if cell.value == 'duban:form': first['keys'] = cell.column
            if str(cell.value or '').startswith('duban:ledger '): first['ledger'] = cell
    if 'keys' in first:
        titles, matrix, row_of = {}, {}, {}
        for r in range(1, sheet.max_row + 1):
            mark = str(sheet.cell(r, first['keys']).value or '')
            if mark == 'duban:columns': titles = {c.value: c.column for c in sheet[r] if c.value}
            elif mark.startswith('duban:matrix '):
                index, columns = re.match(r'duban:matrix (\\d+):(.*)', mark).groups()
                matrix[index] = dict(part.split('@') for part in columns.split(','))
            elif mark.startswith('duban:block '):
                key, letter = mark[len('duban:block '):].split('@')
                sheet[letter + str(r)] = '不适用' if key in given['absentBlocks'] else '填报'
            elif mark.startswith('duban:row '): row_of[mark[len('duban:row '):]] = r
            elif mark: row_of[mark] = r
        for s, section in enumerate(table['sections']):
            for m in section['measures']:
                for column in ('current', 'adjust', 'cumulative'):
                    value = given['grid'].get(m['key'] + '.' + column)
                    if value is None or m['kind'] == 'ratio' or m.get('from'): continue
                    if 'cell' in m:
                        put(sheet[matrix[str(s)][m['cell']['column']] + str(row_of[str(s) + ':' + m['cell']['row']])], m, value)
                        continue
                    names = {'current': ['本期', '填报数'], 'adjust': ['上期调整数'], 'cumulative': ['累计']}[column]
                    if m['kind'] == 'text': names = ['上期累计', '填报数']
                    at = next(titles[n] for n in names if n in titles)
                    put(sheet.cell(row_of[m['key']], at), m, value)
    if 'ledger' in first:
        ledger = next(l for l in table['ledgers'] if l['key'] == first['ledger'].value[len('duban:ledger '):])
        at = {c.value: c.column for c in sheet[first['ledger'].row] if c.value and c.column > 1}
        for i, record in enumerate(given['ledgers'][ledger['key']]):
            for column in ledger['columns']:
                put(sheet.cell(first['ledger'].row + 2 + i, at[column['key']]), column, record[column['key']])
book.save(sys.argv[1])
`;
