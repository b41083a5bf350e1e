import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { MergeInput } from '../contract.js';
import { formTexts } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { listSetUp } from './list.js';
import type { FigureColumn } from './merge-columns.js';
import { KEYS_ROW, OVERVIEW_MARK } from './merge-layout.js';
import { ledgerKey, type Overview } from './overview.js';
import { A3, printed } from './page.js';
import { plainText, put } from './put.js';
import { runsOf } from './runs.js';
import { colours, faces, headLook, inset, middle, oneLine, spread, widthOf } from './styles.js';

const SECTION_ROW = 5;
const HEAD_ROW = 6;
const TITLE_ROW = 7;

export function overviewSetUp({ firstFigure }: Overview): Partial<AddWorksheetOptions> {
  return {
    ...listSetUp(TITLE_ROW + 1, firstFigure - 1),
    ...printed({
      paperSize: A3,
      orientation: 'landscape',
      scale: 75,
      pageOrder: 'overThenDown',
      printTitlesRow: `${SECTION_ROW}:${TITLE_ROW}`,
      printTitlesColumn: `A:${columnLetters(firstFigure - 1)}`,
    }),
  };
}

/** Title, facts, the hidden keys and three lines of column heads. */
export function writeOverviewHeads(sheet: Worksheet, input: MergeInput, overview: Overview): void {
  writeTitles(sheet, input);
  const { office, standing } = mergeTexts.columns;
  const own = [formTexts.columns.number, office, standing, ...(overview.notes ? [mergeTexts.note] : [])];
  for (const [i, title] of own.entries()) {
    const letter = columnLetters(i + 1);
    spread(sheet, `${letter}${SECTION_ROW}:${letter}${TITLE_ROW}`, {
      value: title,
      look: headLook,
    });
    sheet.getColumn(i + 1).width = [6, 26, 10, 28][i] ?? 10;
  }
  const { figures, ledgers, firstFigure } = overview;
  const at = { first: firstFigure };
  writeRuns(sheet, figures, {
    ...at,
    of: (figure) => figure.section,
    head: ({ from, to, first }) => ({ row: SECTION_ROW, from, to, text: first.section, fill: colours.section }),
  });
  writeRuns(sheet, figures, {
    ...at,
    of: (figure) => figure.group,
    head: ({ from, to, first }) => ({
      row: HEAD_ROW,
      from,
      to,
      text: first.head,
      fill: colours.header,
      down: from === to && first.title === '',
    }),
  });
  for (const [i, figure] of figures.entries()) {
    const column = firstFigure + i;
    sheet.getCell(KEYS_ROW, column).value = figure.key;
    sheet.getColumn(column).width = widthFor(figure);
    if (figure.title !== '')
      head(sheet, { row: TITLE_ROW, from: column, to: column, text: figure.title, fill: colours.header });
  }
  const first = firstFigure + figures.length;
  if (ledgers.length > 0) {
    const to = first + ledgers.length - 1;
    head(sheet, { row: SECTION_ROW, from: first, to, text: mergeTexts.ledgerCounts, fill: colours.section });
  }
  for (const [i, ledger] of ledgers.entries()) {
    const column = first + i;
    const text = `${ledger.title}${mergeTexts.records}`;
    head(sheet, { row: HEAD_ROW, from: column, to: column, text, fill: colours.header, down: true });
    sheet.getCell(KEYS_ROW, column).value = ledgerKey(ledger);
    sheet.getColumn(column).width = 14;
  }
  sheet.getRow(SECTION_ROW).height = 20;
  sheet.getRow(HEAD_ROW).height = 52;
  sheet.getRow(TITLE_ROW).height = figures.some(({ title }) => title.length > 5) ? 34 : 20;
}

function writeTitles(sheet: Worksheet, input: MergeInput): void {
  const facts = input.facts.map(({ label, value }) => `${label}：${value}`).join('　　');
  for (const [i, text] of [input.title, input.subtitle, facts].entries()) {
    // Not merged across 160 columns: a title centred there is never seen.
    put(sheet.getCell(i + 1, 1), text, {
      bordered: false,
      align: oneLine,
      font: i === 0 ? { name: faces.head, size: 18 } : { size: 11 },
      format: '@',
    });
    sheet.getRow(i + 1).height = i === 0 ? 32 : 20;
  }
  sheet.getCell(KEYS_ROW, 1).value = OVERVIEW_MARK;
  sheet.getRow(KEYS_ROW).hidden = true;
}

function widthFor({ measure, title }: FigureColumn): number {
  if (measure.kind === 'text') return measure.cell === undefined ? 50 : 14;
  // A title of a matrix's column stands in two lines.
  const titled = measure.cell === undefined ? 0 : Math.ceil(widthOf(title) / 2) + 5;
  if (measure.kind === 'money') return Math.max(11.5, titled);
  return Math.max(titled, title === '' || title === mergeTexts.stock ? 12 : 8.5);
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly first: FigureColumn;
}

interface Runs {
  /** The column of the first figure. */
  readonly first: number;
  readonly of: (figure: FigureColumn) => string;
  readonly head: (run: Run) => Head;
}

/** One head over neighbouring figures that share something. */
function writeRuns(
  sheet: Worksheet,
  figures: readonly FigureColumn[],
  { first: offset, of, head: headOf }: Runs,
): void {
  const placed = figures.map((figure, i) => ({ figure, column: offset + i }));
  for (const { first, last } of runsOf(placed, ({ figure }, before) => of(figure) === of(before.figure)))
    head(sheet, headOf({ from: first.column, to: last.column, first: first.figure }));
}

interface Head {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly fill: string;
  /** Also over the row below. */
  readonly down?: boolean;
}

function head(sheet: Worksheet, { row, from, to, text, fill, down = false }: Head): void {
  const bottom = down ? row + 1 : row;
  const align = row === SECTION_ROW ? inset() : middle;
  spread(sheet, `${columnLetters(from)}${row}:${columnLetters(to)}${bottom}`, {
    value: plainText(text),
    look: { font: { name: faces.head, size: 10 }, fill, align },
  });
}
