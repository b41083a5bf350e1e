import {
  type CellKey,
  columnsOf,
  type Grid,
  type Measure,
  measuresOf,
  splitKey,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import type { Cell, Worksheet } from 'exceljs';
import type { Methods } from '../protocol.js';
import { jobNames } from '../wording/jobs.js';
import { textOf } from './locate.js';
import { openBook } from './open.js';
import { FIRST_OFFICE, TOTAL_ROW } from './overview.js';
import { KEYS_ROW, OVERVIEW_MARK } from './overview-heads.js';
import { numberIn } from './read-cell.js';
import { CAMPAIGN_MARK } from './summary.js';

/** The 合计 of every sheet that has one: the sheets of the periods, and 累计 of 累计汇总. Sheets without figures are left out. */
export async function readTotals({
  bytes,
  table,
}: Parameters<Methods['readTotals']>[0]): Promise<Readonly<Record<string, Grid>>> {
  const book = await openBook(bytes, { name: jobNames.readTotals, purpose: 'figures' });
  const totals: Record<string, Grid> = {};
  for (const sheet of book.worksheets) {
    if (textOf(sheet.getCell(KEYS_ROW, 1)) === OVERVIEW_MARK) totals[sheet.name] = overviewTotals(sheet, table);
    else if (textOf(sheet.getCell('A1')) === CAMPAIGN_MARK) totals[sheet.name] = campaignTotals(sheet, table);
  }
  return totals;
}

/** The rows of the first 汇总 sheet, by the office's printed name; cells without a number are left out. */
export async function readOffices({
  bytes,
  table,
}: Parameters<Methods['readOffices']>[0]): ReturnType<Methods['readOffices']> {
  const book = await openBook(bytes, { name: jobNames.readOffices, purpose: 'figures' });
  const sheet = book.worksheets.find((each) => textOf(each.getCell(KEYS_ROW, 1)) === OVERVIEW_MARK);
  const offices: Record<string, { standing: string; grid: Grid }> = {};
  // The list of offices ends where the running number does.
  for (let row = FIRST_OFFICE; sheet && typeof sheet.getCell(row, 1).value === 'number'; row++) {
    const figures = Object.entries(overviewRow(sheet, { table, row })).filter(([, value]) => value !== null);
    offices[textOf(sheet.getCell(row, 2))] = {
      standing: textOf(sheet.getCell(row, 3)),
      grid: Object.fromEntries(figures),
    };
  }
  return offices;
}

function overviewTotals(sheet: Worksheet, table: TableDefinition): Grid {
  return overviewRow(sheet, { table, row: TOTAL_ROW });
}

function overviewRow(
  sheet: Worksheet,
  { table, row }: { readonly table: TableDefinition; readonly row: number },
): Grid {
  const measures = new Map(measuresOf(table).map((measure) => [measure.key, measure]));
  const figures: Partial<Record<CellKey, Value>> = {};
  sheet.getRow(KEYS_ROW).eachCell((cell, column) => {
    const key = textOf(cell) as CellKey;
    const measure = measures.get(splitKey(key).measure);
    if (measure !== undefined && measure.kind !== 'text') figures[key] = amountIn(sheet.getCell(row, column), measure);
  });
  return figures;
}

function campaignTotals(sheet: Worksheet, table: TableDefinition): Grid {
  const measures = new Map(measuresOf(table).map((measure) => [measure.key, measure]));
  const totals: Partial<Record<CellKey, Value>> = {};
  const last = sheet.columnCount;
  sheet.eachRow((row) => {
    const measure = measures.get(textOf(row.getCell(1)));
    if (measure === undefined) return;
    const column = columnsOf(measure).includes('cumulative') ? 'cumulative' : 'current';
    totals[`${measure.key}.${column}`] = amountIn(row.getCell(last), measure);
  });
  return totals;
}

function amountIn(cell: Cell, measure: Measure): Value {
  const { value } = cell;
  const shown = typeof value === 'number' ? value : cell.result;
  return typeof shown === 'number' ? numberIn(shown, measure) : null;
}
