/**
 * `npm run bench -- merged [offices …]`: time and peak memory of a merged workbook by number of offices (form T1, every figure filled in,
 * charts on), then of a ledger of 100,000 records; each merged in a child of its own, then read back.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { stopwatch } from '@duban/base/clock';
import { cellKey, columnsOf, measuresOf } from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import { createWorkbookPool } from '@duban/workbook';
import { watchMemory } from './support/memory.mjs';
import { randomFrom } from './support/random.mjs';

const t1 = loadTable(readFileSync(new URL('../../../seeds/tables/t1.yaml', import.meta.url), 'utf8'), 't1.yaml');
const RECORDS = 35;
const ALL = 2846;

const random = randomFrom(20231210);

function office(i, { records }) {
  const name = `第${i + 1}县医疗保障局`;
  if (i % 17 === 16) return { office: `o${i}`, officeName: name, standing: '未报', grid: null, origin: null };
  const keys = measuresOf(t1).flatMap((measure) =>
    measure.kind === 'ratio'
      ? []
      : columnsOf(measure).map((column) => ({ measure, key: cellKey(measure.key, column) })),
  );
  const grid = Object.fromEntries(
    keys.map(({ measure, key }) => [
      key,
      measure.kind === 'text' ? `第${i}县的情况说明` : random(measure.kind === 'money' ? 1e9 : 500),
    ]),
  );
  const places = Object.fromEntries(keys.map(({ key }, n) => [key, { sheet: '统计表', cell: `E${10 + n}` }]));
  const rows = Array.from({ length: records }, (_, n) => 4 + n);
  const ledger = t1.ledgers[0];
  return {
    office: `o${i}`,
    officeName: name,
    standing: i % 9 === 8 ? '迟报' : '按时',
    grid,
    origin: { file: `${name}.xlsx`, sha256: 'a'.repeat(64), receipt: `R-${i}`, version: 1, places },
    ...(records === 0
      ? {}
      : {
          ledgers: { [ledger.key]: rows.map((n) => recordOf(ledger, i * records + n)) },
          ledgerPlaces: { [ledger.key]: { sheet: ledger.title, columns: {}, rows } },
        }),
  };
}

function recordOf({ columns }, n) {
  const value = ({ kind, choices }) => {
    if (kind === 'choice') return choices[n % choices.length];
    if (kind === 'date') return `2023-11-${String(1 + (n % 28)).padStart(2, '0')}`;
    return kind === 'count' || kind === 'money' || kind === 'number' ? n : `${kind}-${n}`;
  };
  return Object.fromEntries(columns.map((column) => [column.key, value(column)]));
}

async function measure(label, { offices, records = 0 }) {
  const rows = Array.from({ length: offices }, (_, i) => office(i, { records }));
  const pool = createWorkbookPool({ size: 1 });
  const memory = watchMemory();
  const elapsed = stopwatch();
  const bytes = await pool.merge({ table: t1, title: label, subtitle: '', rows, totals: {}, facts: [], charts: true });
  const merged = elapsed();
  const read = await pool.readTotals({ bytes, table: t1 });
  const done = elapsed();
  const { child } = memory.stop();
  const seconds = (ms) => (ms / 1000).toFixed(1).padStart(6);
  console.log(
    `${label.padEnd(26)}${seconds(merged)} s  ${String(child).padStart(4)} MB  ${(bytes.length / 1e6).toFixed(1).padStart(5)} MB file  read back ${seconds(done - merged)} s, ${Object.keys(read.汇总 ?? {}).length} totals`,
  );
  await pool.close();
  await wait(50);
}

const asked = process.argv.slice(2).map(Number);
console.log(
  `T1: ${measuresOf(t1).length} measures; ${cpus().length} cores; Node ${process.version}; peak memory of the child\n`,
);
for (const offices of asked.length > 0 ? asked : [15, 150, 1500, ALL]) await measure(`${offices} offices`, { offices });
if (asked.length === 0) await measure(`${ALL} × ${RECORDS} records`, { offices: ALL, records: RECORDS });
