import { type CellKey, type Grid, mergeGrids } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import type { MergeInput, MergeRow } from '../contract.js';
import { formTexts } from '../wording/form.js';
import { markedStandings, mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { ratioFormula } from './form/formulas.js';
import { numberFormat } from './layout.js';
import { type FigureColumn, figureColumns, headOf, letterOf, sumFormula, totalFormat } from './merge-columns.js';
import { colours, dress, faces, heightFor, inset, middle, right, spread } from './styles.js';

export const OVERVIEW_MARK = 'duban:overview';
/** 1 title, 2 subtitle, 3 facts, 4 hidden keys, 5 section, 6 measure, 7 本期/累计, 8 合计, then one row per office. */
export const KEYS_ROW = 4;
export const TOTAL_ROW = 8;
export const FIRST_OFFICE = TOTAL_ROW + 1;
const FIRST_FIGURE = 4;

export interface Overview {
  readonly totals: Grid;
  /** Figures to their column letters. */
  readonly columnOf: ReadonlyMap<CellKey, string>;
}

/** 汇总: one row per office, 合计 on top with live sums over the rows that have figures. */
export function writeOverview(
  sheet: Worksheet,
  input: MergeInput,
  { sources }: { readonly sources: boolean },
): Overview {
  const figures = figureColumns(input.table);
  const columnOf = new Map(figures.map((figure, i) => [figure.key, letterOf(FIRST_FIGURE + i)]));
  const totals = totalsOf(input);
  writeHeads(sheet, { input, figures });
  writeTotals(sheet, { input, figures, totals, columnOf });
  for (const [i, row] of input.rows.entries()) writeOffice(sheet, { row, number: i + 1, figures });
  let last = TOTAL_ROW + input.rows.length;
  if (sources) {
    last += 1;
    writeSourceLinks(sheet, { row: last, figures });
  }
  writeNotes(sheet, { row: last + 1, input });
  setUp(sheet);
  return { totals, columnOf };
}

/** The totals of the rows printed. What the caller calls totals must be the same: one workbook, one truth. */
export function totalsOf({ table, rows, totals }: MergeInput): Grid {
  const own = mergeGrids(
    table,
    rows.flatMap((row) => (row.grid === null ? [] : [row.grid])),
  );
  for (const [key, value] of Object.entries(totals) as [CellKey, unknown][]) {
    if (key in own && own[key] !== value)
      throw new Error(`totals disagree with the rows at ${key}: ${value} given, ${own[key]} summed`);
  }
  return own;
}

interface Heads {
  readonly input: MergeInput;
  readonly figures: readonly FigureColumn[];
}

function writeHeads(sheet: Worksheet, { input, figures }: Heads): void {
  const lines = [input.title, input.subtitle, input.facts.map(({ label, value }) => `${label}：${value}`).join('　　')];
  for (const [i, text] of lines.entries()) {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = text;
    // Not merged across 160 columns: a title centred there is never seen.
    dress(cell, {
      bordered: false,
      align: { vertical: 'middle', horizontal: 'left' },
      font: i === 0 ? { name: faces.head, size: 18 } : { size: 11 },
    });
    sheet.getRow(i + 1).height = i === 0 ? 32 : 20;
  }
  sheet.getCell(KEYS_ROW, 1).value = OVERVIEW_MARK;
  sheet.getRow(KEYS_ROW).hidden = true;
  for (const [i, title] of Object.values(mergeTexts.columns).entries()) {
    spread(sheet, `${letterOf(i + 1)}${KEYS_ROW + 1}:${letterOf(i + 1)}${TOTAL_ROW - 1}`, {
      value: title,
      look: { font: { name: faces.head }, fill: colours.header },
    });
    sheet.getColumn(i + 1).width = [6, 26, 10][i] ?? 10;
  }
  runs(
    figures,
    (figure) => figure.section,
    ({ from, to, first }) => head(sheet, { row: 5, from, to, text: first.section, fill: colours.section }),
  );
  runs(
    figures,
    (figure) => figure.measure.key,
    ({ from, to, first }) => {
      const single = from === to && first.title === '';
      head(sheet, { row: 6, from, to, text: headOf(first.measure), fill: colours.header, down: single });
    },
  );
  for (const [i, figure] of figures.entries()) {
    const column = FIRST_FIGURE + i;
    sheet.getCell(KEYS_ROW, column).value = figure.key;
    sheet.getColumn(column).width =
      figure.measure.kind === 'text'
        ? 50
        : figure.measure.kind === 'money'
          ? 11.5
          : figure.title === '' || figure.title === mergeTexts.stock
            ? 12
            : 8.5;
    if (figure.title !== '')
      head(sheet, { row: 7, from: column, to: column, text: figure.title, fill: colours.header });
  }
  sheet.getRow(5).height = 20;
  sheet.getRow(6).height = 52;
  sheet.getRow(7).height = 20;
}

/** Neighbouring figures that share something, as column ranges. */
function runs(
  figures: readonly FigureColumn[],
  of: (figure: FigureColumn) => string,
  write: (run: { from: number; to: number; first: FigureColumn }) => void,
): void {
  let start = 0;
  for (let i = 1; i <= figures.length; i += 1) {
    const [first, next] = [figures[start], figures[i]];
    if (first === undefined || (next !== undefined && of(next) === of(first))) continue;
    write({ from: FIRST_FIGURE + start, to: FIRST_FIGURE + i - 1, first });
    start = i;
  }
}

function head(
  sheet: Worksheet,
  {
    row,
    from,
    to,
    text,
    fill,
    down = false,
  }: { row: number; from: number; to: number; text: string; fill: string; down?: boolean },
): void {
  const bottom = down ? row + 1 : row;
  const align = row === 5 ? inset() : middle;
  spread(sheet, `${letterOf(from)}${row}:${letterOf(to)}${bottom}`, {
    value: text,
    look: { font: { name: faces.head, size: 10 }, fill, align },
  });
}

interface Totals extends Heads {
  readonly totals: Grid;
  readonly columnOf: ReadonlyMap<CellKey, string>;
}

function writeTotals(sheet: Worksheet, { input, figures, totals, columnOf }: Totals): void {
  const lastOffice = TOTAL_ROW + input.rows.length;
  spread(sheet, `A${TOTAL_ROW}:C${TOTAL_ROW}`, {
    value: mergeTexts.total,
    look: { font: { name: faces.head }, fill: colours.total },
  });
  for (const { key, measure } of figures) {
    const letter = columnOf.get(key) ?? '';
    const cell = sheet.getCell(`${letter}${TOTAL_ROW}`);
    const { ratio } = measure;
    const at = (part: CellKey) => `${columnOf.get(part)}${TOTAL_ROW}`;
    if (measure.kind !== 'text' && input.rows.length > 0) {
      const formula = ratio
        ? ratioFormula({ of: at(ratio.of), over: at(ratio.over), decimals: measure.decimals })
        : sumFormula(`${letter}${FIRST_OFFICE}:${letter}${lastOffice}`);
      cell.value = { formula, result: toCell(measure, totals[key]) ?? '' };
    }
    dress(cell, { fill: colours.total, font: { bold: true }, align: right, format: totalFormat(measure) });
  }
  sheet.getRow(TOTAL_ROW).height = 22;
}

interface OfficeRow {
  readonly row: MergeRow;
  readonly number: number;
  readonly figures: readonly FigureColumn[];
}

function writeOffice(sheet: Worksheet, { row, number, figures }: OfficeRow): void {
  const line = TOTAL_ROW + number;
  for (const [i, value] of [number, row.officeName, row.standing].entries()) {
    sheet.getCell(line, i + 1).value = value;
    dress(sheet.getCell(line, i + 1), {
      align: i === 1 ? inset() : middle,
      ...standingFill(i === 0 ? '' : row.standing),
    });
  }
  for (const [i, { key, measure }] of figures.entries()) {
    const cell = sheet.getCell(line, FIRST_FIGURE + i);
    if (row.grid === null) {
      cell.value = mergeTexts.absent;
      dress(cell, { fill: colours.notApplicable, font: { color: { argb: colours.faint } } });
    } else {
      cell.value = toCell(measure, row.grid[key]);
      dress(
        cell,
        measure.kind === 'text'
          ? { align: inset(), font: { size: 9 } }
          : { align: right, format: numberFormat(measure) },
      );
    }
  }
  const note = figures.find(({ measure }) => measure.kind === 'text');
  const text = note === undefined || row.grid === null ? '' : String(row.grid[note.key] ?? '');
  sheet.getRow(line).height = Math.max(
    heightFor(row.officeName, 26, { least: 20 }),
    Math.min(120, heightFor(text, 50, { size: 9 })),
  );
}

export function standingFill(standing: string): { readonly fill?: string } {
  const colour = markedStandings[standing as keyof typeof markedStandings];
  return colour === undefined ? {} : { fill: colours[colour] };
}

function writeSourceLinks(sheet: Worksheet, { row, figures }: { row: number; figures: readonly FigureColumn[] }): void {
  spread(sheet, `A${row}:C${row}`, {
    value: mergeTexts.sourceRow,
    look: { font: { size: 9, color: { argb: colours.faint } } },
  });
  for (const [i, figure] of figures.entries()) {
    const cell = sheet.getCell(row, FIRST_FIGURE + i);
    const target = sourceColumn(i);
    if (figure.measure.kind !== 'ratio')
      cell.value = { text: mergeTexts.sourceLink, hyperlink: `#'${mergeTexts.sourceRow}'!${target}` };
    dress(cell, { font: { size: 9, underline: true, color: { argb: colours.link } } });
  }
}

/** Where the column of the i-th figure starts on sheet 来源 (sources.ts keeps the same order). */
export function sourceColumn(i: number): string {
  return `${letterOf(mergeTexts.sourceColumns.length + 1 + i)}4`;
}

/** What has to be said below a table of totals: who is in them, and what the star means. */
export function notesOf(input: MergeInput): readonly string[] {
  const missing = input.rows.filter((row) => row.grid === null).map((row) => `${row.officeName}（${row.standing}）`);
  return [mergeTexts.coverage(input.rows.length - missing.length, missing), mergeTexts.upperBound];
}

export function writeNotes(sheet: Worksheet, { row, input }: { row: number; input: MergeInput }): void {
  for (const [i, text] of notesOf(input).entries()) {
    sheet.getCell(row + i, 1).value = text;
    dress(sheet.getCell(row + i, 1), {
      bordered: false,
      font: { size: 10 },
      align: { vertical: 'middle', horizontal: 'left' },
    });
  }
}

function setUp(sheet: Worksheet): void {
  sheet.views = [{ state: 'frozen', xSplit: FIRST_FIGURE - 1, ySplit: TOTAL_ROW, showGridLines: false, zoomScale: 90 }];
  sheet.pageSetup = {
    paperSize: 8 as never,
    orientation: 'landscape',
    scale: 75,
    pageOrder: 'overThenDown',
    printTitlesRow: `${KEYS_ROW + 1}:${TOTAL_ROW - 1}`,
    printTitlesColumn: 'A:C',
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = `&C${formTexts.printFooter}`;
}
