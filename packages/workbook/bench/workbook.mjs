// Gate + read + check + merge of county workbooks with every check on, beside openpyxl and python-calamine reading the same files.
// npm run bench -- workbook [--files 3000] [--distinct 30] [--python /path/to/python3]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { stopwatch } from '@duban/base/clock';
import { mergeSheets } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import { checkSheet, createWorkbookPool } from '@duban/workbook';
import { cases } from './support/county-sheet.mjs';
import { watchMemory } from './support/memory.mjs';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '3000' },
    distinct: { type: 'string', default: '30' },
    python: { type: 'string', default: process.env.DUBAN_PYTHON ?? 'python3' },
  },
});
const total = Number(values.files);
const distinct = Math.min(total, Number(values.distinct));
const secret = 'bench';
const seeds = path.resolve(import.meta.dirname, '../../../seeds/tables');
const table = loadTable(readFileSync(path.join(seeds, 't4.yaml'), 'utf8'), 't4.yaml');
const folder = mkdtempSync(path.join(tmpdir(), 'duban-bench-'));
const maker = createWorkbookPool({ size: 1 });
const pool = createWorkbookPool({ size: 2 });
try {
  const made = stopwatch();
  const files = [];
  for (let n = 0; n < distinct; n += 1) {
    const file = path.join(folder, `${n}.xlsx`);
    writeFileSync(file, await workbookOf(n));
    files.push(file);
  }
  await maker.close();
  const size = readFileSync(files[0]).length;
  console.log(
    `${distinct} workbooks of 200 × 40 (${table.title}, ${Math.round(size / 1024)} KB each), made in ${made().toFixed(0)} ms`,
  );
  for (const count of [15, 300, total].filter((n, i, all) => n <= total && all.indexOf(n) === i))
    await run(files, count);
  python(files);
} finally {
  await Promise.all([maker.close(), pool.close()]);
  rmSync(folder, { recursive: true, force: true });
}

async function workbookOf(n) {
  const identity = {
    campaign: 'bench',
    requirement: 'cases',
    office: `o${n}`,
    officeName: `第${n}县`,
    period: '2023Q4',
    table: table.id,
    version: table.version,
  };
  const header = {
    reportUnit: `第${n}县医疗保障局`,
    period: '2023年第四季度',
    asOf: '2023年12月31日',
    divisionCode: '',
  };
  const prefill = { header, previous: {}, periodLabel: '2023年第四季度', dueLabel: '' };
  const bytes = await maker.template({ table, identity, prefill, secret });
  const typed = { unitLeader: '负责人', filler: '填报人', phone: '0537-0000001' };
  return maker.fill({ bytes, table, grid: { 'note.current': '无' }, header: typed, ledgers: { cases: cases(n) } });
}

/** `count` files, four under way at a time; of each only its figures are kept. */
async function run(files, count) {
  const memory = watchMemory();
  const elapsed = stopwatch();
  const rows = [];
  const findings = { E: 0, W: 0, I: 0 };
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const n = next;
      next += 1;
      const bytes = readFileSync(files[n % files.length]);
      const [form] = await pool.readAll({ bytes, name: `${n}.xlsx`, tables: [table], secret });
      for (const finding of checkSheet(form, { table, previous: {} })) findings[finding.severity] += 1;
      const origin = { file: `${n}.xlsx`, sha256: '', receipt: '', version: 1, places: form.places };
      rows[n] = { office: `o${n}`, officeName: `第${n}县`, standing: '按时', grid: form.grid, origin };
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  const read = elapsed();
  const { grid: totals, bounds } = mergeSheets(
    table,
    rows.map(({ office, grid }) => ({ office, data: { grid, ledgers: {}, absentBlocks: [] } })),
  );
  await pool.merge({ table, title: '案件查办台账汇总', subtitle: '2023年第四季度', rows, totals, bounds, facts: [] });
  const all = elapsed();
  const peak = memory.stop();
  console.log(
    `duban: ${count} files read and checked in ${(read / 1000).toFixed(1)} s (${(read / count).toFixed(1)} ms each), merged after ${(all / 1000).toFixed(1)} s; findings E ${findings.E} W ${findings.W} I ${findings.I}; peak memory parent ${peak.parent} MB, largest child ${peak.child} MB`,
  );
}

/** The same files in Python, values only, in one process: what there is to beat. */
function python(files) {
  const script = `
import sys, time, resource
files, count, which = sys.argv[3:], int(sys.argv[1]), sys.argv[2]
try:
    if which == 'openpyxl':
        import openpyxl
        def read(f):
            for s in openpyxl.load_workbook(f, data_only=True).worksheets:
                for r in s.iter_rows(values_only=True): pass
    else:
        import python_calamine
        def read(f):
            w = python_calamine.CalamineWorkbook.from_path(f)
            for n in w.sheet_names: w.get_sheet_by_name(n).to_python()
except ImportError:
    print(f'{which}: 没有安装，略过'); sys.exit()
t = time.perf_counter()
for i in range(count): read(files[i % len(files)])
s = time.perf_counter() - t
print(f'{which}: {count} files read in {s:.1f} s ({s/count*1000:.1f} ms each), scaled to ${total}: {s/count*${total}:.0f} s; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024} MB')
`;
  for (const [which, count] of [
    ['openpyxl', Math.min(total, 300)],
    ['python-calamine', total],
  ])
    spawnSync(values.python, ['-c', script, String(count), which, ...files], { stdio: 'inherit' });
}
