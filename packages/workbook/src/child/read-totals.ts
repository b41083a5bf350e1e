import {
  type CellKey,
  columnsOf,
  type Grid,
  type Measure,
  measuresOf,
  parseValue,
  splitKey,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import { type StreamedRow, streamRows } from '../cells/stream-rows.js';
import type { SheetCell } from '../cells/types.js';
import type { Methods } from '../protocol.js';
import { jobNames } from '../wording/jobs.js';
import { CAMPAIGN_HEAD_ROW, CAMPAIGN_MARK, FIRST_OFFICE, KEYS_ROW, OVERVIEW_MARK, TOTAL_ROW } from './merge-layout.js';
import { plainNumber } from './reading/shown-text.js';

/** A figure's column on a 汇总 sheet. */
interface Keyed {
  readonly column: number;
  readonly key: CellKey;
  readonly measure: Measure;
}

/** The 合计 of every sheet that has one: the sheets of the periods, and 累计 of 累计汇总. Sheets without figures are left out. */
export async function readTotals({
  bytes,
  table,
}: Parameters<Methods['readTotals']>[0]): Promise<Readonly<Record<string, Grid>>> {
  const totals: Record<string, Grid> = {};
  const keys = new Map<string, readonly Keyed[]>();
  const campaigns = new Map<string, { last: number; readonly grid: Partial<Record<CellKey, Value>> }>();
  const measures = new Map(measuresOf(table).map((measure) => [measure.key, measure]));
  // Row by row: the workbook of 2,846 offices has a million cells.
  await streamRows(bytes, jobNames.readTotals, (row) => {
    const first = textIn(row.cells.find(({ column }) => column === 1));
    if (row.row === KEYS_ROW && first === OVERVIEW_MARK) keys.set(row.sheet, keysIn(row, table));
    if (row.row === TOTAL_ROW && keys.has(row.sheet)) totals[row.sheet] = figuresIn(row, keys.get(row.sheet) ?? []);
    if (row.row === 1 && first === CAMPAIGN_MARK) campaigns.set(row.sheet, { last: 0, grid: {} });
    const campaign = campaigns.get(row.sheet);
    if (campaign === undefined) return;
    if (row.row === CAMPAIGN_HEAD_ROW) campaign.last = Math.max(...row.cells.map(({ column }) => column));
    const measure = measures.get(first);
    if (measure === undefined) return;
    const column = columnsOf(measure).includes('cumulative') ? 'cumulative' : 'current';
    const cell = row.cells.find((each) => each.column === campaign.last);
    campaign.grid[`${measure.key}.${column}`] = amountIn(cell, measure);
  });
  return { ...Object.fromEntries([...campaigns].map(([sheet, { grid }]) => [sheet, grid])), ...totals };
}

/** The rows of the first 汇总 sheet, by the office's printed name; cells without a number are left out. */
export async function readOffices({
  bytes,
  table,
}: Parameters<Methods['readOffices']>[0]): ReturnType<Methods['readOffices']> {
  const offices: Record<string, { standing: string; grid: Grid }> = {};
  let found: { readonly sheet: string; readonly keys: readonly Keyed[]; ended: boolean } | null = null;
  await streamRows(bytes, jobNames.readOffices, (row) => {
    const at = new Map(row.cells.map((cell) => [cell.column, cell]));
    if (found === null) {
      const marked = row.row === KEYS_ROW && textIn(at.get(1)) === OVERVIEW_MARK;
      if (marked) found = { sheet: row.sheet, keys: keysIn(row, table), ended: false };
      return;
    }
    if (row.sheet !== found.sheet || row.row < FIRST_OFFICE || found.ended) return;
    // The list of offices ends where the running number does.
    if (at.get(1)?.content?.kind !== 'number') {
      found.ended = true;
      return;
    }
    const figures = Object.entries(figuresIn(row, found.keys)).filter(([, value]) => value !== null);
    offices[textIn(at.get(2))] = { standing: textIn(at.get(3)), grid: Object.fromEntries(figures) };
  });
  return offices;
}

function keysIn(row: StreamedRow, table: TableDefinition): readonly Keyed[] {
  const measures = new Map(measuresOf(table).map((measure) => [measure.key, measure]));
  return row.cells.flatMap((cell): Keyed[] => {
    const key = textIn(cell) as CellKey;
    const measure = measures.get(splitKey(key).measure);
    return measure === undefined || measure.kind === 'text' ? [] : [{ column: cell.column, key, measure }];
  });
}

function figuresIn(row: StreamedRow, keys: readonly Keyed[]): Grid {
  const at = new Map(row.cells.map((cell) => [cell.column, cell]));
  return Object.fromEntries(keys.map(({ column, key, measure }) => [key, amountIn(at.get(column), measure)]));
}

/** A number as a figure of the measure, or null when it is none: money to 分, a ratio from its fraction. */
function amountIn(cell: SheetCell | undefined, measure: Measure): Value {
  if (cell?.content?.kind !== 'number') return null;
  const { number } = cell.content;
  const parsed = parseValue(measure, plainNumber(measure.kind === 'ratio' ? number * 100 : number));
  return 'problem' in parsed ? null : parsed.value;
}

function textIn(cell: SheetCell | undefined): string {
  return cell?.content?.kind === 'text' ? cell.content.text : '';
}
