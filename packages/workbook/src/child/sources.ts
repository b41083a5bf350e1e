import { cellLabel } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import type { MergeInput } from '../contract.js';
import { formTexts, sheetNames } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { figureColumns, letterOf } from './merge-columns.js';
import { type Overview, standingFill, TOTAL_ROW } from './overview.js';
import { colours, dress, faces, heightFor, inset, middle, spread, widthOf } from './styles.js';

const HEAD_ROW = 4;
/** 合计: links back to the totals. */
const LINK_ROW = 5;
/** No column of a list is wider; longer texts wrap. */
const WIDEST = 48;
const WIDTHS = [6, 26, 10, 34, 6, 20, 40];

/** 来源: which file each office's figures came from, and which cell each figure stood in. */
export function writeSources(sheet: Worksheet, input: MergeInput, { columnOf }: Overview): void {
  heading(sheet, mergeTexts.sourcesTitle(input.title), mergeTexts.sourcesHow);
  for (const [i, title] of mergeTexts.sourceColumns.entries()) {
    sheet.getCell(HEAD_ROW, i + 1).value = title;
    dress(sheet.getCell(HEAD_ROW, i + 1), { font: { name: faces.head }, fill: colours.header });
    sheet.getColumn(i + 1).width = WIDTHS[i] ?? 12;
  }
  const figures = figureColumns(input.table);
  const first = mergeTexts.sourceColumns.length + 1;
  for (const [i, { key, measure, column }] of figures.entries()) {
    const cell = sheet.getCell(HEAD_ROW, first + i);
    cell.value = cellLabel(measure, column);
    dress(cell, { font: { name: faces.head, size: 9 }, fill: colours.header });
    sheet.getColumn(first + i).width = 12;
    const total = sheet.getCell(LINK_ROW, first + i);
    const hyperlink = `#'${sheetNames.overview}'!${columnOf.get(key)}${TOTAL_ROW}`;
    if (measure.kind !== 'text') total.value = { text: mergeTexts.totalLink, hyperlink };
    dress(total, { font: { size: 9, underline: true, color: { argb: colours.link } }, fill: colours.total });
  }
  sheet.getRow(HEAD_ROW).height = 54;
  spread(sheet, `A${LINK_ROW}:${letterOf(first - 1)}${LINK_ROW}`, {
    value: mergeTexts.total,
    look: { font: { name: faces.head }, fill: colours.total },
  });
  for (const [r, row] of input.rows.entries()) {
    const line = LINK_ROW + 1 + r;
    const { origin } = row;
    const cells = [
      r + 1,
      row.officeName,
      row.standing,
      origin?.file ?? '',
      origin?.version ?? '',
      origin?.receipt ?? '',
      origin?.sha256 ?? '',
    ];
    for (const [i, value] of cells.entries()) {
      sheet.getCell(line, i + 1).value = value;
      const look = i === 2 ? standingFill(row.standing) : {};
      dress(sheet.getCell(line, i + 1), {
        align: i === 1 || i === 3 ? inset() : middle,
        ...(i === 6 ? { font: { size: 8 } } : {}),
        ...look,
      });
    }
    for (const [i, { key }] of figures.entries()) {
      const place = origin?.places[key];
      const cell = sheet.getCell(line, first + i);
      cell.value = place === undefined || row.grid === null ? mergeTexts.absent : `${place.sheet}!${place.cell}`;
      dress(cell, { font: { size: 9 }, ...(row.grid === null ? { fill: colours.notApplicable } : {}) });
    }
    sheet.getRow(line).height = Math.max(heightFor(row.officeName, 24), heightFor(origin?.file ?? '', 32), 26);
  }
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: LINK_ROW, showGridLines: false, zoomScale: 90 }];
  landscape(sheet, { titles: `${HEAD_ROW}:${HEAD_ROW}`, fit: false });
}

/** 报送情况: how each office stands, with the counts on top. */
export function writeStandings(sheet: Worksheet, input: MergeInput): void {
  const counts = new Map<string, number>();
  for (const { standing } of input.rows) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  const rows = input.rows.map((row, i) => [
    i + 1,
    row.officeName,
    row.standing,
    row.origin?.file ?? '',
    row.origin?.version ?? '',
    row.origin?.receipt ?? '',
  ]);
  writeList(sheet, {
    title: mergeTexts.progressTitle(input.title),
    subtitle: mergeTexts.counts([...counts]),
    columns: mergeTexts.progressColumns,
    rows,
  });
}

export interface List {
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A plain list with a heading; columns as wide as their longest text needs, within reason. */
export function writeList(sheet: Worksheet, { title, subtitle, columns, rows }: List): void {
  heading(sheet, title, subtitle);
  for (const [i, text] of columns.entries()) {
    sheet.getCell(HEAD_ROW, i + 1).value = text;
    dress(sheet.getCell(HEAD_ROW, i + 1), { font: { name: faces.head }, fill: colours.header });
    const longest = Math.max(...[text, ...rows.map((row) => String(row[i] ?? ''))].map(widthOf));
    sheet.getColumn(i + 1).width = Math.min(WIDEST, Math.max(7, longest + 4));
  }
  sheet.getRow(HEAD_ROW).height = 24;
  for (const [r, row] of rows.entries()) {
    for (const [i, value] of row.entries()) {
      const cell = sheet.getCell(HEAD_ROW + 1 + r, i + 1);
      cell.value = value;
      const text = typeof value === 'string' ? value : '';
      dress(cell, { align: widthOf(text) > 12 ? inset() : middle, ...standingFill(text) });
    }
    sheet.getRow(HEAD_ROW + 1 + r).height = Math.max(
      ...row.map((value) => heightFor(String(value ?? ''), WIDEST - 2, { least: 20 })),
    );
  }
  sheet.views = [{ state: 'frozen', ySplit: HEAD_ROW, showGridLines: false }];
  landscape(sheet, { titles: `${HEAD_ROW}:${HEAD_ROW}`, fit: true });
}

function heading(sheet: Worksheet, title: string, subtitle: string): void {
  sheet.getCell('A1').value = title;
  dress(sheet.getCell('A1'), {
    bordered: false,
    font: { name: faces.head, size: 16 },
    align: { vertical: 'middle', horizontal: 'left' },
  });
  sheet.getRow(1).height = 30;
  sheet.getCell('A2').value = subtitle;
  dress(sheet.getCell('A2'), { bordered: false, align: { vertical: 'middle', horizontal: 'left' } });
}

function landscape(sheet: Worksheet, { titles, fit }: { titles: string; fit: boolean }): void {
  sheet.pageSetup = {
    paperSize: fit ? 9 : (8 as never),
    orientation: 'landscape',
    ...(fit
      ? { fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
      : { scale: 70, pageOrder: 'overThenDown', printTitlesColumn: 'A:B' }),
    printTitlesRow: titles,
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  };
  sheet.headerFooter.oddFooter = `&C${formTexts.printFooter}`;
}
