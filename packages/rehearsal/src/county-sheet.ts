import { type Dice, dice } from '@duban/base/dice';
import type { Office } from '@duban/campaign';
import { type CellKey, cellKey, type Grid, measuresOf, type TableDefinition } from '@duban/tables';
import type { WorkbookPool } from '@duban/workbook';
import { simulatedGrid } from './figures.js';

/** What a simulated clerk fills in, and what is wrong with it. */
export interface CountySheet {
  readonly table: TableDefinition;
  /** The office's own template. */
  readonly template: Uint8Array;
  readonly dice: Dice;
  /** Last accepted sheet; `{}` in the first period. */
  readonly previous: Grid;
  readonly size: number;
  /** Blocks of other departments, marked 不适用. */
  readonly absentBlocks?: readonly string[];
  /** Words in a number cell, or a sum that is one too high; null: nothing is wrong. */
  readonly blunder: 'sum-off' | 'text-in-number' | null;
}

/** 1–3 for a zone, up to 10 for a county; the same in every period. */
export function sizeOf(office: Pick<Office, 'id' | 'kind'>, seed: number): number {
  const chance = dice(seed, `size:${office.id}`);
  return office.kind === 'county' ? chance.between(4, 10) : chance.between(1, 3);
}

/** Fills a template as a county would; the grid is what is right, whatever the blunder did to the file. */
export async function fillCountySheet(
  workbooks: WorkbookPool,
  { table, template, blunder, ...reporting }: CountySheet,
): Promise<{ bytes: Uint8Array; grid: Grid }> {
  const grid = simulatedGrid({ table, ...reporting });
  const header = { unitLeader: '单位负责人', reviewer: '审核人', filler: '经办人', phone: '0537-0000000', filedOn: '' };
  const { absentBlocks } = reporting;
  const bytes = await workbooks.fill({
    bytes: template,
    table,
    grid: blunder === 'sum-off' ? spoilSum(table, grid) : grid,
    header,
    ...(absentBlocks ? { absentBlocks } : {}),
    ...(blunder === 'text-in-number' ? { raw: { [wordyCell(table, grid)]: '约三十家次' } } : {}),
  });
  return { bytes, grid };
}

/** A count of this sheet in which words stand: 检查家次 where the form has it. */
function wordyCell(table: TableDefinition, grid: Grid): CellKey {
  const counts = measuresOf(table).filter(({ key, kind }) => kind === 'count' && grid[cellKey(key, 'current')] != null);
  const visits = counts.find(({ key }) => key === 'chkVisits');
  return cellKey((visits ?? counts[0])?.key ?? 'chkVisits', 'current');
}

/** One institution too many in the total: 检查定点医药机构 ≠ 医疗机构 + 零售药店; in a form without these, a 累计 that is one too high. */
function spoilSum(table: TableDefinition, grid: Grid): Grid {
  const additive = measuresOf(table).find(
    ({ key, kind, semantics }) =>
      kind === 'count' && semantics === 'flow-additive' && grid[cellKey(key, 'cumulative')] != null,
  );
  const key: CellKey =
    cellKey('chkHosp', 'current') in grid || !additive
      ? cellKey('chkInst', 'current')
      : cellKey(additive.key, 'cumulative');
  const value = grid[key];
  return { ...grid, [key]: (typeof value === 'number' ? value : 0) + 1 };
}
