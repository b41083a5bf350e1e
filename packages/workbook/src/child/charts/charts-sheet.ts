import type { Worksheet } from 'exceljs';
import { columnLetters } from '../../cells/address.js';
import type { MergeInput } from '../../contract.js';
import { sheetNames } from '../../wording/form.js';
import { mergeTexts } from '../../wording/merge.js';
import { MOST_SIDE_BY_SIDE } from '../by-office.js';
import { writeHeading } from '../list.js';
import type { MergeBook } from '../merge-book.js';
import type { Overview } from '../overview.js';
import { ONE_WIDE, printed } from '../page.js';
import { put } from '../put.js';
import { sheetPrefix } from '../references.js';
import { colours, faces, inset, oneLine, right } from '../styles.js';
import type { BarChart } from './chart-xml.js';
import { type ChosenChart, chooseCharts } from './choose-charts.js';

/** Charts stand on the left, eleven columns wide; what they are drawn from stands on the right, off the printed page. */
const CHART_COLUMNS = 11;
const COLUMN_WIDTH = 9.5;
const DATA_COLUMN = CHART_COLUMNS + 2;
const FIRST_ROW = 4;
/** Rows of 15 points on a printed page of A4. */
const PAGE_ROWS = 54;

/** 图表: native charts whose numbers are references to 汇总. */
export async function writeCharts(book: MergeBook, input: MergeInput, overview: Overview): Promise<void> {
  const chosen = chooseCharts(input, overview);
  const tops = topsOf(chosen);
  const last = tops.at(-1)?.bottom ?? FIRST_ROW;
  const sheet = book.sheet(sheetNames.charts, {
    views: [{ showGridLines: false, zoomScale: 90 }],
    ...printed({
      orientation: 'portrait',
      ...ONE_WIDE,
      // exceljs puts a $ before each corner only; without the inner ones LibreOffice prints everything.
      printArea: `A$1:${columnLetters(CHART_COLUMNS + 1)}$${last + 1}`,
    }),
  });
  for (let column = 1; column <= CHART_COLUMNS; column += 1) sheet.getColumn(column).width = COLUMN_WIDTH;
  // Else the print area's end cuts off the frame of a chart.
  sheet.getColumn(CHART_COLUMNS + 1).width = 1.5;
  sheet.getColumn(DATA_COLUMN).width = 30;
  for (const column of [1, 2]) sheet.getColumn(DATA_COLUMN + column).width = 13;
  writeHeading(sheet, { title: mergeTexts.chartsTitle(input.title), subtitle: mergeTexts.chartsHow });
  const many = input.rows.length > MOST_SIDE_BY_SIDE ? mergeTexts.chartsTooMany(input.rows.length) : '';
  const note = chosen.length === 0 ? mergeTexts.chartsNone : many;
  put(sheet.getCell(3, 1), note, { bordered: false, align: oneLine });
  const charts = chosen.map((chart, i) => {
    const { top = FIRST_ROW, bottom = FIRST_ROW, breakBefore = false } = tops[i] ?? {};
    if (breakBefore) sheet.getRow(top - 1).addPageBreak();
    return writeData(sheet, { chart, top, bottom, overview });
  });
  await book.end(sheet);
  if (charts.length > 0) book.draw({ sheet: sheetNames.charts, charts });
}

interface Extent {
  /** 1-based rows: the first, and the last one covered. */
  readonly top: number;
  readonly bottom: number;
  readonly breakBefore: boolean;
}

/** Charts one below the other, as high as their bars need, none cut by a page's end. */
function topsOf(charts: readonly ChosenChart[]): readonly Extent[] {
  let top = FIRST_ROW;
  let used = FIRST_ROW - 1;
  return charts.map(({ bars, series }) => {
    const height = Math.max(11, 5 + Math.ceil(bars.length * (series.length > 1 ? 1.5 : 1)));
    const breakBefore = used > FIRST_ROW && used + height > PAGE_ROWS;
    used = breakBefore ? height + 2 : used + height + 2;
    const extent = { top, bottom: top + height - 1, breakBefore };
    // Room below for the data of a chart with more bars than its own rows.
    top += Math.max(height, bars.length + 1) + 2;
    return extent;
  });
}

interface Data {
  readonly chart: ChosenChart;
  readonly top: number;
  readonly bottom: number;
  readonly overview: Overview;
}

/** A chart's own little table: labels and numbers as references to 汇总, without the offices that have none. */
function writeData(sheet: Worksheet, { chart, top, bottom, overview }: Data): BarChart {
  const { title, series, bars, format } = chart;
  const head = { font: { name: faces.head, size: 10 }, fill: colours.header };
  put(sheet.getCell(top, DATA_COLUMN), title, head);
  for (const [s, name] of series.entries()) put(sheet.getCell(top, DATA_COLUMN + 1 + s), name, head);
  const from = sheetPrefix(overview.sheet);
  for (const [i, { label, labelCell, numbers }] of bars.entries()) {
    const row = top + 1 + i;
    const name = labelCell === null ? label : { formula: `${from}${labelCell}`, result: label };
    put(sheet.getCell(row, DATA_COLUMN), name, { font: { size: 10 }, align: inset() });
    for (const [s, { cell, value }] of numbers.entries()) {
      const formula = `IF(${from}${cell}="","",${from}${cell})`;
      put(
        sheet.getCell(row, DATA_COLUMN + 1 + s),
        { formula, result: value },
        { font: { size: 10 }, align: right, format },
      );
    }
  }
  const own = sheetPrefix(sheetNames.charts);
  const range = (column: number) => {
    const letter = columnLetters(column);
    return `${own}$${letter}$${top + 1}:$${letter}$${top + bars.length}`;
  };
  return {
    title,
    format,
    categories: { at: range(DATA_COLUMN), values: bars.map(({ label }) => label) },
    series: series.map((name, s) => ({
      name: { at: `${own}$${columnLetters(DATA_COLUMN + 1 + s)}$${top}`, values: [name] },
      numbers: { at: range(DATA_COLUMN + 1 + s), values: bars.map(({ numbers }) => numbers[s]?.value ?? null) },
    })),
    place: { left: 0, top: top - 1, right: CHART_COLUMNS, bottom },
  };
}
