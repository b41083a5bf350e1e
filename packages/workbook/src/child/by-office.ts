import type { CellKey } from '@duban/tables';
import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { MergeInput } from '../contract.js';
import { formTexts, sheetNames } from '../wording/form.js';
import { markedStandings, mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { ratioFormula } from './form/formulas.js';
import { numberFormat } from './layout.js';
import { writeHeading } from './list.js';
import type { MergeBook } from './merge-book.js';
import { type FigureColumn, sumFormula, totalFormat } from './merge-columns.js';
import { type Overview, standingFill, type Targets } from './overview.js';
import { writeNotes } from './overview-sheet.js';
import { put, quoted } from './put.js';
import { colours, dress, faces, heightFor, inset, middle, right } from './styles.js';

/** More offices than this do not fit side by side on paper; 汇总 has them all. */
export const MOST_SIDE_BY_SIDE = 40;
const FIRST_OFFICE = 4;
const HEAD_ROW = 3;
const LABEL_WIDTH = 32;

export interface ByOffice {
  readonly input: MergeInput;
  readonly column: 'current' | 'cumulative';
  readonly overview: Overview;
  readonly targets: Targets;
}

/** The same figures upright: measures as rows, 合计 first, offices side by side. It is what a bureau prints and reads. */
export async function writeByOffice(book: MergeBook, { input, column, overview, targets }: ByOffice): Promise<void> {
  const figures = overview.figures.filter((figure) => figure.column === column && figure.measure.kind !== 'text');
  const once = !overview.figures.some((figure) => figure.column === 'cumulative');
  const name = once
    ? sheetNames.byOfficeOnce
    : column === 'current'
      ? sheetNames.byOfficeCurrent
      : sheetNames.byOfficeCumulative;
  if (figures.length === 0) return;
  const sheet = book.sheet(name, setUp());
  const facts = [input.subtitle, ...input.facts.map(({ label, value }) => `${label}：${value}`)].join('　');
  writeHeading(sheet, { title: once ? input.title : `${input.title}（${mergeTexts[column]}）`, subtitle: facts });
  writeHeads(sheet, input);
  const rowOf = new Map(rowsOf(figures, HEAD_ROW));
  let row = HEAD_ROW;
  let section = '';
  for (const figure of figures) {
    row += 1;
    if (figure.section !== section) {
      section = figure.section;
      const look = { font: { name: faces.head }, fill: colours.section, align: { ...inset(), wrapText: false } };
      for (let i = 1; i < FIRST_OFFICE + input.rows.length; i += 1) dress(sheet.getCell(row, i), look);
      put(sheet.getCell(row, 1), section, look);
      row += 1;
    }
    writeLine(sheet, { row, figure, input, overview, rowOf, targets });
  }
  writeNotes(sheet, { row: row + 1, input, overview });
  await book.end(sheet);
}

function writeHeads(sheet: Worksheet, input: MergeInput): void {
  const { measure, unit, total } = mergeTexts;
  for (const [i, text] of [measure, unit, total].entries()) {
    put(sheet.getCell(HEAD_ROW, i + 1), text, { font: { name: faces.head, size: 10 }, fill: colours.header });
    sheet.getColumn(i + 1).width = [LABEL_WIDTH, 9, 13][i] ?? 11;
  }
  for (const [i, { officeName, standing, grid }] of input.rows.entries()) {
    const marked = standing in markedStandings || grid === null;
    put(sheet.getCell(HEAD_ROW, FIRST_OFFICE + i), marked ? `${officeName}\n（${standing}）` : officeName, {
      font: { name: faces.head, size: 10 },
      format: '@',
      fill: grid === null ? colours.notApplicable : colours.header,
      ...standingFill(standing),
    });
    sheet.getColumn(FIRST_OFFICE + i).width = 11;
  }
  sheet.getRow(HEAD_ROW).height = 62;
}

/** Where each figure's line will stand, with a line for every section title. */
function rowsOf(figures: readonly FigureColumn[], before: number): [CellKey, number][] {
  let row = before;
  let section = '';
  return figures.map((figure) => {
    row += figure.section === section ? 1 : 2;
    section = figure.section;
    return [figure.key, row];
  });
}

interface Line {
  readonly row: number;
  readonly figure: FigureColumn;
  readonly input: MergeInput;
  readonly overview: Overview;
  readonly rowOf: ReadonlyMap<CellKey, number>;
  readonly targets: Targets;
}

function writeLine(sheet: Worksheet, line: Line): void {
  const { row, figure, input, overview } = line;
  const { measure, key, block, label } = figure;
  put(sheet.getCell(row, 1), label, { align: inset(measure.indent) });
  put(sheet.getCell(row, 2), measure.unit, {});
  const result = toCell(measure, overview.totals[key]);
  const formula = totalFormula(line);
  put(sheet.getCell(row, 3), formula === null ? result : { formula, result }, {
    fill: colours.total,
    font: { bold: true },
    align: right,
    format: totalFormat(measure, overview.bounds[key]),
  });
  const missing = { fill: colours.notApplicable, align: middle, font: { color: { argb: colours.faint } } };
  for (const [i, office] of input.rows.entries()) {
    const cell = sheet.getCell(row, FIRST_OFFICE + i);
    if (office.grid === null) put(cell, mergeTexts.absent, missing);
    else if (block !== null && (office.absentBlocks ?? []).includes(block))
      put(cell, mergeTexts.notApplicable, missing);
    else put(cell, toCell(measure, office.grid[key]), { align: right, format: numberFormat(measure) });
  }
  sheet.getRow(row).height = heightFor(label, LABEL_WIDTH - 2 * measure.indent, { least: 17 });
}

function totalFormula({ row, figure: { measure, key }, input, overview, rowOf, targets }: Line): string | null {
  if (input.rows.length === 0) return null;
  if (measure.ratio !== undefined) {
    // 累计 figures that a ratio divides stand on the other sheet: there the ratio is a plain number.
    const [of, over] = [measure.ratio.of, measure.ratio.over].map((part) => rowOf.get(part));
    if (of === undefined || over === undefined) return null;
    return ratioFormula({ of: `C${of}`, over: `C${over}`, decimals: measure.decimals });
  }
  if (overview.byCodes.has(key)) {
    const counted = targets.distinct(key);
    return counted === undefined ? null : `${quoted(counted.sheet)}!${counted.cell}`;
  }
  return sumFormula(
    `${columnLetters(FIRST_OFFICE)}${row}:${columnLetters(FIRST_OFFICE - 1 + input.rows.length)}${row}`,
  );
}

function setUp(): Partial<AddWorksheetOptions> {
  return {
    views: [{ state: 'frozen', xSplit: FIRST_OFFICE - 1, ySplit: HEAD_ROW, showGridLines: false, zoomScale: 90 }],
    pageSetup: {
      paperSize: 8 as never,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`,
      printTitlesColumn: 'A:C',
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&C${formTexts.printFooter}` },
  };
}
