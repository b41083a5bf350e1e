import {
  type Bounds,
  type CellKey,
  figuresThatCount,
  type Grid,
  mergeSheets,
  type Value,
  withRatios,
} from '@duban/tables';
import type { MergeInput, MergeRow } from '../contract.js';

/** Whether an office has figures that are added up. */
export function isCounted(row: MergeRow): row is MergeRow & { readonly grid: Grid } {
  return row.grid !== null;
}

export interface Totals {
  readonly totals: Grid;
  /** Of every total of 家 or 人. */
  readonly bounds: Readonly<Partial<Record<CellKey, Bounds>>>;
}

/**
 * The totals of the rows printed. What the caller calls totals must be the same: one workbook, one truth. A total of 家 or 人
 * has to lie within its bounds, which are one figure where all offices brought the codes behind theirs.
 */
export function totalsOf({ table, rows, totals, bounds: given = {} }: MergeInput): Totals {
  const { grid, bounds } = mergeSheets(
    table,
    rows.filter(isCounted).map((row) => ({
      office: row.office,
      data: { grid: row.grid, ledgers: row.ledgers ?? {}, absentBlocks: row.absentBlocks ?? [] },
    })),
  );
  for (const [key, { least, most }] of Object.entries(given) as [CellKey, Bounds][]) {
    const own = bounds[key];
    if (own !== undefined && (own.least !== least || own.most !== most))
      throw new Error(
        `bounds disagree with the rows at ${key}: ${least} to ${most} given, ${own.least} to ${own.most}`,
      );
  }
  const settled: Partial<Record<CellKey, Value>> = { ...grid };
  for (const [key, { least, most }] of Object.entries(bounds) as [CellKey, Bounds][]) {
    const value = totals[key];
    if (typeof value !== 'number') continue;
    if (value < least || value > most)
      throw new Error(`totals disagree with their bounds at ${key}: ${value} given, ${least} to ${most}`);
    settled[key] = value;
  }
  const own = withRatios(table, settled);
  for (const [key, value] of Object.entries(totals) as [CellKey, Value][]) {
    if (key in own && own[key] !== value)
      throw new Error(`totals disagree with the rows at ${key}: ${value} given, ${own[key]} summed`);
  }
  return { totals: own, bounds };
}

/** The same with rows as they are printed and added up: counted from their ledgers, without what stands in a block marked 不适用. */
export function asPrinted<T extends MergeInput>(input: T): T {
  const { table } = input;
  const rows = input.rows.map((row): MergeRow => {
    if (row.grid === null) return row;
    const { grid, ledgers = {}, absentBlocks = [] } = row;
    return { ...row, grid: figuresThatCount(table, { grid, ledgers, absentBlocks }) };
  });
  return { ...input, rows };
}
