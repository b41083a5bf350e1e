import { cellLabel } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { MergeInput, MergeRow } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { landscape, listSetUp, writeHeading, writeListHead } from './list.js';
import { commitRow, type MergeBook } from './merge-book.js';
import { TOTAL_ROW } from './merge-layout.js';
import { isCounted } from './merge-totals.js';
import { type Overview, standingFill } from './overview.js';
import { type CellTarget, put } from './put.js';
import { colours, faces, heightFor, inset, middle, spread, styleFor } from './styles.js';

const HEAD_ROW = 4;
/** 合计: links back to the totals. */
const LINK_ROW = 5;
const WIDTHS = [6, 26, 10, 34, 6, 20, 40];
const FIRST_FIGURE = mergeTexts.sourceColumns.length + 1;

/** The head of the i-th column of 汇总 on sheet 来源, which has the same order. */
export function sourceOf(i: number): CellTarget {
  return { sheet: sheetNames.sources, cell: `${columnLetters(FIRST_FIGURE + i)}${HEAD_ROW}` };
}

/** 来源: which file each office's figures came from, and which cell each figure stood in. */
export async function writeSources(book: MergeBook, input: MergeInput, overview: Overview): Promise<void> {
  const sheet = book.sheet(sheetNames.sources, {
    ...listSetUp(LINK_ROW, 2),
    ...landscape({ titles: HEAD_ROW, fit: false }),
  });
  writeHeading(sheet, { title: mergeTexts.sourcesTitle(input.title), subtitle: mergeTexts.sourcesHow });
  writeHeads(sheet, overview);
  await commitRow(sheet, LINK_ROW);
  const look = { font: { size: 9 }, format: '@' };
  const looks = { place: styleFor(look), none: styleFor({ ...look, fill: colours.notApplicable }) };
  for (const [r, row] of input.rows.entries()) {
    const line = sheet.getRow(LINK_ROW + 1 + r);
    for (const [i, value] of aboutFile(row, r + 1).entries()) {
      const text = { align: i === 1 || i === 3 ? inset() : middle, format: typeof value === 'number' ? '0' : '@' };
      const fill = i === 2 ? standingFill(row.standing) : {};
      put(line.getCell(i + 1), value, { ...text, ...(i === 6 ? { font: { size: 8 } } : {}), ...fill });
    }
    const places = isCounted(row) ? placesOf(row, overview) : [];
    for (let i = 0; i < overview.columnOf.size; i += 1)
      put(line.getCell(FIRST_FIGURE + i), places[i] ?? mergeTexts.absent, isCounted(row) ? looks.place : looks.none);
    line.height = Math.max(heightFor(row.officeName, 24), heightFor(row.origin?.file ?? '', 32), 26);
    await commitRow(sheet, LINK_ROW + 1 + r);
  }
  await book.end(sheet);
}

function writeHeads(sheet: Worksheet, { sheet: name, figures, ledgers, columnOf }: Overview): void {
  writeListHead(sheet, HEAD_ROW, mergeTexts.sourceColumns);
  for (const [i, width] of WIDTHS.entries()) sheet.getColumn(i + 1).width = width;
  const heads = [
    ...figures.map(({ measure, column }) => ({ text: cellLabel(measure, column), linked: measure.kind !== 'text' })),
    ...ledgers.map(({ title }) => ({ text: title, linked: true })),
  ];
  const letters = [...columnOf.values()];
  const link = { font: { size: 9, underline: true, color: { argb: colours.link } }, fill: colours.total };
  for (const [i, { text, linked }] of heads.entries()) {
    const column = FIRST_FIGURE + i;
    put(sheet.getCell(HEAD_ROW, column), text, { font: { name: faces.head, size: 9 }, fill: colours.header });
    sheet.getColumn(column).width = 12;
    const to = { sheet: name, cell: `${letters[i]}${TOTAL_ROW}` };
    put(sheet.getCell(LINK_ROW, column), linked ? { text: mergeTexts.totalLink, to } : null, link);
  }
  sheet.getRow(HEAD_ROW).height = 54;
  spread(sheet, `A${LINK_ROW}:${columnLetters(FIRST_FIGURE - 1)}${LINK_ROW}`, {
    value: mergeTexts.total,
    look: { font: { name: faces.head }, fill: colours.total },
  });
}

function aboutFile({ officeName, standing, origin }: MergeRow, number: number): (string | number | null)[] {
  const file = [origin?.file ?? '', origin?.version ?? null, origin?.receipt ?? '', origin?.sha256 ?? ''];
  return [number, officeName, standing, ...file];
}

/** `统计表!E10` for a figure that was typed, `线索台账!5–18行` for the records of a ledger. */
function placesOf(row: MergeRow, { figures, ledgers }: Overview): (string | undefined)[] {
  const typed = figures.map(({ key, measure }) => {
    const place = row.origin?.places[key];
    if (row.grid?.[key] === undefined) return undefined;
    if (place !== undefined) return `${place.sheet}!${place.cell}`;
    return measure.from === undefined ? undefined : mergeTexts.counted;
  });
  const records = ledgers.map(({ key }) => {
    const { sheet = '', rows = [] } = row.ledgerPlaces?.[key] ?? {};
    const [first, last] = [rows[0], rows.at(-1)];
    return first === undefined || last === undefined ? undefined : mergeTexts.recordRows(sheet, first, last);
  });
  return [...typed, ...records];
}
