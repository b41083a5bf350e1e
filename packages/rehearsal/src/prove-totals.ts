import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CellKey, type Grid, mergeGrids, splitKey, type TableDefinition, type Value } from '@duban/tables';
import { type Check, files, type Proving } from './proof-basis.js';

/** For every period: each office's row equals the sheet it handed in, the totals equal their sum, in the merged workbook, 汇总表 and the snapshot alike. */
export async function proveTotals(proving: Proving): Promise<Check[]> {
  const { folder, ledgered, workbooks } = proving;
  const { table } = ledgered;
  if (table === null) return [];
  const periods = tablePeriods(proving);
  const summary = await workbooks.readTotals({ bytes: await readFile(path.join(folder, files.summary)), table });
  const checks: Check[] = [];
  for (const period of periods) {
    const { grids, problems } = await sheetsOf(proving, { table, period });
    const merged = await readFile(path.join(folder, files.merged(period)));
    problems.push(...(await compareOffices(proving, { table, period, merged, grids })));
    const again = mergeGrids(table, [...grids.values()]);
    const [shown = {}] = Object.values(await workbooks.readTotals({ bytes: merged, table }));
    for (const [key, value] of numbersOf(again)) {
      const frozen = proving.snapshot.figures[`${table.id}.${period}.total.${key}`]?.value;
      if (!same(frozen, value)) problems.push(`定稿数据 ${period} ${key}：${String(frozen)}，重算${String(value)}`);
      // The merged tables show 本期 and 累计; 上期调整数 is frozen, but has no column of its own there.
      if (splitKey(key).column === 'adjust') continue;
      if (!same(shown[key], value))
        problems.push(`${period}汇总 ${key}：表中${String(shown[key])}，重算${String(value)}`);
      const inSummary = summary[period]?.[key];
      if (!same(inSummary, value))
        problems.push(`汇总表 ${period} ${key}：表中${String(inSummary)}，重算${String(value)}`);
    }
    const totals = numbersOf(again).length;
    checks.push({
      id: `totals-${period}`,
      title: `${period}各单位数和合计由报送的表重新核对加总`,
      passed: problems.length === 0 && grids.size > 0 && totals > 0,
      detail:
        problems.length === 0
          ? `${grids.size}张表、${totals}项合计，与期次汇总、汇总表、定稿数据一致`
          : problems.slice(0, 5).join('；'),
    });
  }
  return checks;
}

/** Periods for which tables were handed in. */
export function tablePeriods({ ledgered }: Pick<Proving, 'ledgered'>): string[] {
  return [...new Set(ledgered.sheets.filter((s) => s.path.endsWith('.xlsx')).map((s) => s.period))].sort();
}

/** The counted sheets of a period, read again from their files, by office. */
async function sheetsOf(
  { folder, ledgered, workbooks }: Proving,
  { table, period }: Pick<Merged, 'table' | 'period'>,
): Promise<{ grids: Map<string, Grid>; problems: string[] }> {
  const grids = new Map<string, Grid>();
  const problems: string[] = [];
  const counted = ledgered.sheets.filter((s) => s.counted && s.period === period && s.path.endsWith('.xlsx'));
  const read = await Promise.all(
    counted.map(async (sheet) => {
      const bytes = await readFile(path.join(folder, sheet.path));
      const changed = createHash('sha256').update(bytes).digest('hex') !== sheet.sha256;
      const { grid } = await workbooks.read({ bytes, name: sheet.path, table, secret: ledgered.secret });
      return { sheet, grid, changed };
    }),
  );
  for (const { sheet, grid, changed } of read) {
    if (changed) problems.push(`${sheet.path} 与回执的校验值不符`);
    grids.set(sheet.office, grid);
  }
  return { grids, problems };
}

interface Merged {
  readonly table: TableDefinition;
  readonly period: string;
  readonly merged: Uint8Array;
  readonly grids: ReadonlyMap<string, Grid>;
}

/** An office that is counted shows its own figures; one that is not shows none at all, neither in its row nor in the snapshot. */
async function compareOffices(
  { ledgered, snapshot, workbooks }: Proving,
  { table, period, merged, grids }: Merged,
): Promise<string[]> {
  const { offices } = ledgered;
  const rows = await workbooks.readOffices({ bytes: merged, table });
  return offices.flatMap((office) => {
    const own = numbersOf(grids.get(office.id) ?? {});
    const wanted = own.filter(([key]) => splitKey(key).column !== 'adjust');
    const row = numbersOf(rows[office.shortName]?.grid ?? {});
    const prefix = `${table.id}.${period}.${office.id}.`;
    const frozen = Object.keys(snapshot.figures).filter((key) => key.startsWith(prefix));
    const problems = wanted
      .filter(([key, value]) => !same(rows[office.shortName]?.grid[key], value))
      .map(([key, value]) => `${period}汇总 ${office.shortName} ${key}：应为${String(value)}`);
    for (const [key, value] of own) {
      const figure = snapshot.figures[`${prefix}${key}`]?.value;
      if (!same(figure, value))
        problems.push(`定稿数据 ${period} ${office.shortName} ${key}：${String(figure)}，报送${String(value)}`);
    }
    if (row.length !== wanted.length)
      problems.push(`${period}汇总 ${office.shortName}：表中${row.length}个数，报送${wanted.length}个`);
    if (frozen.length !== own.length)
      problems.push(`定稿数据 ${period} ${office.shortName}：${frozen.length}个数，报送${own.length}个`);
    return problems;
  });
}

function numbersOf(grid: Grid): [CellKey, number][] {
  return (Object.entries(grid) as [CellKey, Value][]).filter(
    (entry): entry is [CellKey, number] => typeof entry[1] === 'number',
  );
}

/** Ratios are floating point; everything else is an integer and must be equal. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return a === b || (!Number.isInteger(b) && Math.abs(a - b) < 1e-6);
}
