import type { Style, Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { MergeInput, MergeRow } from '../contract.js';
import { mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { numberFormat } from './layout.js';
import { commitRow, type MergeBook } from './merge-book.js';
import { insteadOf, totalFormat } from './merge-columns.js';
import { FIRST_OFFICE, TOTAL_ROW } from './merge-layout.js';
import { notesOf } from './merge-notes.js';
import { isCounted } from './merge-totals.js';
import { type Overview, standingFill, type Targets } from './overview.js';
import { overviewSetUp, writeOverviewHeads } from './overview-heads.js';
import { put } from './put.js';
import { colours, heightFor, inset, middle, noFigureLook, oneLine, right, spread, styleFor } from './styles.js';
import { sumFormula, totalFormula } from './total-formula.js';

interface Writing {
  readonly input: MergeInput;
  readonly overview: Overview;
  readonly targets: Targets | null;
}

/** 汇总: one row per office, 合计 on top with live sums over the rows that have figures. */
export async function writeOverview(book: MergeBook, writing: Writing): Promise<void> {
  const { input, overview, targets } = writing;
  const sheet = book.sheet(overview.sheet, overviewSetUp(overview));
  writeOverviewHeads(sheet, input, overview);
  writeTotals(sheet, writing);
  if (targets !== null) linkTotals(book, overview, targets);
  await commitRow(sheet, TOTAL_ROW);
  const looks = looksOf(overview);
  for (const [i, row] of input.rows.entries()) {
    writeOffice(sheet, { row, number: i + 1, overview, looks });
    await commitRow(sheet, FIRST_OFFICE + i);
  }
  let last = TOTAL_ROW + input.rows.length;
  if (targets !== null) {
    last += 1;
    writeSourceLinks(sheet, { row: last, overview, targets });
  }
  writeNotes(sheet, { row: last + 1, input, overview });
  await book.end(sheet);
}

function writeTotals(sheet: Worksheet, { input, overview, targets }: Writing): void {
  const { figures, ledgers, totals, bounds, byCodes, columnOf, firstFigure } = overview;
  spread(sheet, `A${TOTAL_ROW}:${columnLetters(firstFigure - 1)}${TOTAL_ROW}`, {
    value: mergeTexts.total,
    look: { font: { bold: true }, fill: colours.total },
  });
  const look = { fill: colours.total, align: right, font: { bold: true } };
  const range = (letter: string) => `${letter}${FIRST_OFFICE}:${letter}${TOTAL_ROW + input.rows.length}`;
  const at = (key: string) => (columnOf.has(key) ? `${columnOf.get(key)}${TOTAL_ROW}` : undefined);
  for (const [i, figure] of figures.entries()) {
    const { key, measure } = figure;
    const sum = { at, range: range(columnLetters(firstFigure + i)), byCodes, targets };
    const formula = input.rows.length === 0 ? null : totalFormula(figure, sum);
    const result = toCell(measure, totals[key]);
    const format = totalFormat(measure, bounds[key]);
    put(sheet.getCell(TOTAL_ROW, firstFigure + i), formula === null ? result : { formula, result }, {
      ...look,
      format,
    });
  }
  for (const [i, ledger] of ledgers.entries()) {
    const cell = sheet.getCell(TOTAL_ROW, firstFigure + figures.length + i);
    const counts = input.rows.flatMap((row) => row.ledgers?.[ledger.key]?.length ?? []);
    const result = counts.length === 0 ? null : counts.reduce((sum, n) => sum + n, 0);
    put(cell, { formula: sumFormula(range(columnLetters(firstFigure + figures.length + i))), result }, look);
  }
  sheet.getRow(TOTAL_ROW).height = 24;
}

/** Below thousands of offices nobody finds the line of links: the totals themselves lead to their sources. */
function linkTotals(book: MergeBook, { sheet, figures, columnOf }: Overview, { source }: Targets): void {
  for (const [i, letter] of [...columnOf.values()].entries()) {
    const kind = figures[i]?.measure.kind;
    if (kind !== 'text' && kind !== 'ratio') book.link({ sheet, cell: `${letter}${TOTAL_ROW}` }, source(i));
  }
}

interface Looks {
  readonly figures: readonly Partial<Style>[];
  readonly text: Partial<Style>;
  readonly count: Partial<Style>;
  readonly missing: Partial<Style>;
}

function looksOf({ figures }: Overview): Looks {
  const text = styleFor({ align: inset(), font: { size: 9 }, format: '@' });
  return {
    figures: figures.map(({ measure }) =>
      measure.kind === 'text' ? text : styleFor({ align: right, format: numberFormat(measure) }),
    ),
    text,
    count: styleFor({ align: right, format: '0' }),
    missing: styleFor(noFigureLook),
  };
}

interface Office {
  readonly row: MergeRow;
  readonly number: number;
  readonly overview: Overview;
  readonly looks: Looks;
}

function writeOffice(sheet: Worksheet, { row, number, overview, looks }: Office): void {
  const line = sheet.getRow(TOTAL_ROW + number);
  const fill = standingFill(row.standing);
  put(line.getCell(1), number, { align: middle });
  put(line.getCell(2), row.officeName, { align: inset(), format: '@', ...fill });
  put(line.getCell(3), row.standing, { align: middle, format: '@', ...fill });
  if (overview.notes) put(line.getCell(4), row.note ?? '', looks.text);
  const { figures, ledgers, firstFigure } = overview;
  for (const [i, figure] of figures.entries()) {
    const cell = line.getCell(firstFigure + i);
    const instead = insteadOf(figure, row);
    if (instead !== null) put(cell, instead, looks.missing);
    else put(cell, toCell(figure.measure, row.grid?.[figure.key]), looks.figures[i] ?? looks.count);
  }
  for (const [i, ledger] of ledgers.entries()) {
    const cell = line.getCell(firstFigure + figures.length + i);
    if (isCounted(row)) put(cell, row.ledgers?.[ledger.key]?.length ?? null, looks.count);
    else put(cell, mergeTexts.absent, looks.missing);
  }
  line.height = heightOf(row, overview);
}

function heightOf(row: MergeRow, { figures, notes }: Overview): number {
  const text = figures.find(({ measure }) => measure.kind === 'text');
  const said = text === undefined || row.grid === null ? '' : String(row.grid[text.key] ?? '');
  return Math.max(
    heightFor(row.officeName, 26, { least: 20 }),
    Math.min(120, heightFor(said, 50, { size: 9 })),
    notes ? Math.min(120, heightFor(row.note ?? '', 28, { size: 9 })) : 0,
  );
}

function writeSourceLinks(
  sheet: Worksheet,
  { row, overview, targets }: { readonly row: number; readonly overview: Overview; readonly targets: Targets },
): void {
  const { figures, ledgers, firstFigure } = overview;
  spread(sheet, `A${row}:${columnLetters(firstFigure - 1)}${row}`, {
    value: mergeTexts.sourceRow,
    look: { font: { size: 9, color: { argb: colours.faint } } },
  });
  const look = { font: { size: 9, underline: true, color: { argb: colours.link } } };
  const linked = [...figures.map(({ measure }) => measure.kind !== 'ratio'), ...ledgers.map(() => true)];
  for (const [i, has] of linked.entries())
    put(sheet.getCell(row, firstFigure + i), has ? { text: mergeTexts.sourceLink, to: targets.source(i) } : null, look);
}

/** Below a table of totals: who is in them, and what the star means. */
export function writeNotes(
  sheet: Worksheet,
  { row, input, overview }: { readonly row: number; readonly input: MergeInput; readonly overview: Overview },
): void {
  const look = { bordered: false, font: { size: 10 }, align: oneLine, format: '@' };
  for (const [i, text] of notesOf(input, overview).entries()) put(sheet.getCell(row + i, 1), text, look);
}
