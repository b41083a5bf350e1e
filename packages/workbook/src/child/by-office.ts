import { type CellKey, columnNames } from '@duban/tables';
import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { MergeInput } from '../contract.js';
import { formTexts, sheetNames } from '../wording/form.js';
import { markedStandings, mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { numberFormat } from './layout.js';
import { listSetUp, writeHeading } from './list.js';
import type { MergeBook } from './merge-book.js';
import { type FigureColumn, insteadOf, totalFormat } from './merge-columns.js';
import { type Overview, standingFill, type Targets } from './overview.js';
import { writeNotes } from './overview-sheet.js';
import { A3, ONE_WIDE, printed } from './page.js';
import { put } from './put.js';
import { colours, dress, faces, heightFor, inset, noFigureLook, right, sectionLook } from './styles.js';
import { totalFormula } from './total-formula.js';

/** More offices than this do not fit side by side on paper; 汇总 has them all. */
export const MOST_SIDE_BY_SIDE = 40;
const FIRST_OFFICE = 4;
const HEAD_ROW = 3;
const LABEL_WIDTH = 32;

interface ByOffice {
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
  writeHeading(sheet, { title: once ? input.title : `${input.title}（${columnNames[column]}）`, subtitle: facts });
  writeHeads(sheet, input);
  const rowOf = new Map(rowsOf(figures, HEAD_ROW));
  let row = HEAD_ROW;
  let section = '';
  for (const figure of figures) {
    row += 1;
    if (figure.section !== section) {
      section = figure.section;
      const look = { ...sectionLook, align: { ...inset(), wrapText: false } };
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
  const { measure, unit } = formTexts.columns;
  for (const [i, text] of [measure, unit, mergeTexts.total].entries()) {
    put(sheet.getCell(HEAD_ROW, i + 1), text, { font: { name: faces.head, size: 10 }, fill: colours.header });
    sheet.getColumn(i + 1).width = [LABEL_WIDTH, 9, 13][i] ?? 11;
  }
  for (const [i, { officeName, standing, grid }] of input.rows.entries()) {
    const marked = standing in markedStandings || standing === mergeTexts.nilReport || grid === null;
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
  const { measure, key, label } = figure;
  put(sheet.getCell(row, 1), label, { align: inset(measure.indent) });
  put(sheet.getCell(row, 2), measure.unit, {});
  const result = toCell(measure, overview.totals[key]);
  const formula = input.rows.length === 0 ? null : totalFormula(figure, sumOf(line));
  put(sheet.getCell(row, 3), formula === null ? result : { formula, result }, {
    fill: colours.total,
    font: { bold: true },
    align: right,
    format: totalFormat(measure, overview.bounds[key]),
  });
  for (const [i, office] of input.rows.entries()) {
    const cell = sheet.getCell(row, FIRST_OFFICE + i);
    const instead = insteadOf(figure, office);
    if (instead !== null) put(cell, instead, noFigureLook);
    else put(cell, toCell(measure, office.grid?.[key]), { align: right, format: numberFormat(measure) });
  }
  sheet.getRow(row).height = heightFor(label, LABEL_WIDTH - 2 * measure.indent, { least: 17 });
}

/** What the total of a line adds up, and where it finds other totals. */
function sumOf({ row, input, overview: { byCodes }, rowOf, targets }: Line): Parameters<typeof totalFormula>[1] {
  const [first, last] = [FIRST_OFFICE, FIRST_OFFICE - 1 + input.rows.length].map(columnLetters);
  // 累计 figures that a ratio divides stand on the other sheet: there the ratio is a plain number.
  const at = (key: CellKey) => (rowOf.has(key) ? `C${rowOf.get(key)}` : undefined);
  return { at, range: `${first}${row}:${last}${row}`, byCodes, targets };
}

function setUp(): Partial<AddWorksheetOptions> {
  return {
    ...listSetUp(HEAD_ROW, FIRST_OFFICE - 1),
    ...printed({
      paperSize: A3,
      orientation: 'landscape',
      ...ONE_WIDE,
      printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`,
      printTitlesColumn: 'A:C',
    }),
  };
}
