import { type CellKey, columnNames, columnsOf, type TableDefinition } from '@duban/tables';
import type { AddWorksheetOptions, Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { SummaryInput } from '../contract.js';
import { formTexts, sheetNames } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { writeList } from './list.js';
import { type MergeBook, mergeBook } from './merge-book.js';
import { totalFormat } from './merge-columns.js';
import { CAMPAIGN_HEAD_ROW, CAMPAIGN_MARK, TOTAL_ROW } from './merge-layout.js';
import { notesOf } from './merge-notes.js';
import { asPrinted, isCounted } from './merge-totals.js';
import { type Overview, overviewOf } from './overview.js';
import { writeOverview } from './overview-sheet.js';
import { ONE_WIDE, printed } from './page.js';
import { plainText, put } from './put.js';
import { sheetPrefix } from './references.js';
import { colours, dress, faces, headLook, inset, left, right, sectionLook, spread } from './styles.js';

/** A is hidden and holds the keys; B 指标, C 计量单位, then one column per period, then 累计. */
const FIRST_PERIOD = 4;

type Period = SummaryInput['periods'][number] & { readonly overview: Overview };

/** 汇总表: the campaign's figures on one sheet, each linked to the sheet of its period; then the periods; then who filed when. */
export async function summary(input: SummaryInput): Promise<Uint8Array> {
  const book = mergeBook();
  const printed = input.periods.map(asPrinted);
  const periods = printed.map((period) => ({ ...period, overview: overviewOf(period, period.sheetName) }));
  await writeCampaign(book, { title: input.title, periods });
  for (const period of periods) await writeOverview(book, { input: period, overview: period.overview, targets: null });
  const { columns, rows } = input.progress;
  await writeList(book, {
    name: sheetNames.progress,
    title: mergeTexts.progressTitle(input.title),
    subtitle: '',
    columns,
    rows,
  });
  return book.bytes();
}

interface Campaign {
  readonly title: string;
  readonly periods: readonly Period[];
}

async function writeCampaign(book: MergeBook, { title, periods }: Campaign): Promise<void> {
  const last = periods.at(-1);
  const sheet = book.sheet(sheetNames.campaign, setUp(periods.length));
  sheet.getCell('A1').value = CAMPAIGN_MARK;
  sheet.getColumn(1).hidden = true;
  const heads = [
    formTexts.columns.measure,
    formTexts.columns.unit,
    ...periods.map((period) => mergeTexts.periodHead(period.sheetName, period.rows.filter(isCounted).length)),
    columnNames.cumulative,
  ];
  const across = columnLetters(heads.length + 1);
  const facts = (last?.facts ?? []).map(({ label, value }) => `${label}：${value}`).join('　');
  for (const [row, text] of [title, facts, mergeTexts.campaignHow(last?.sheetName ?? null)].entries()) {
    spread(sheet, `B${row + 1}:${across}${row + 1}`, {
      value: plainText(text),
      look: {
        bordered: false,
        font: row === 0 ? { name: faces.head, size: 18 } : { size: row === 1 ? 11 : 9 },
        ...(row === 2 ? { align: left } : {}),
      },
    });
  }
  sheet.getRow(1).height = 34;
  sheet.getRow(3).height = 28;
  for (const [i, text] of heads.entries()) {
    put(sheet.getCell(CAMPAIGN_HEAD_ROW, i + 2), text, headLook);
    sheet.getColumn(i + 2).width = [36, 10][i] ?? 17;
  }
  sheet.getRow(CAMPAIGN_HEAD_ROW).height = 26;
  if (last !== undefined) {
    const row = writeMeasures(sheet, { table: last.table, periods, width: heads.length });
    for (const [i, text] of notesOf(last, last.overview).entries()) {
      const line = row + 1 + i;
      const look = { bordered: false, font: { size: 9 }, align: left };
      spread(sheet, `B${line}:${across}${line}`, { value: plainText(text), look });
      sheet.getRow(line).height = 28;
    }
  }
  await book.end(sheet);
}

function setUp(periods: number): Partial<AddWorksheetOptions> {
  return {
    views: [{ state: 'frozen', xSplit: 3, ySplit: CAMPAIGN_HEAD_ROW, showGridLines: false }],
    ...printed({
      orientation: periods > 3 ? 'landscape' : 'portrait',
      ...ONE_WIDE,
      horizontalCentered: true,
      printTitlesRow: `${CAMPAIGN_HEAD_ROW}:${CAMPAIGN_HEAD_ROW}`,
    }),
  };
}

interface Measures {
  readonly table: TableDefinition;
  readonly periods: readonly Period[];
  readonly width: number;
}

function writeMeasures(sheet: Worksheet, { table, periods, width }: Measures): number {
  let row = CAMPAIGN_HEAD_ROW;
  for (const section of table.sections) {
    const measures = section.measures.filter((measure) => measure.kind !== 'text');
    if (measures.length === 0) continue;
    row += 1;
    spread(sheet, `B${row}:${columnLetters(width + 1)}${row}`, {
      value: section.title,
      look: sectionLook,
    });
    for (const measure of measures) {
      row += 1;
      sheet.getCell(row, 1).value = measure.key;
      sheet.getCell(row, 2).value = measure.label;
      dress(sheet.getCell(row, 2), { align: inset(measure.indent) });
      sheet.getCell(row, 3).value = measure.unit;
      dress(sheet.getCell(row, 3), {});
      for (const [i, period] of periods.entries()) {
        link(sheet, { row, column: FIRST_PERIOD + i, period, key: `${measure.key}.current` });
      }
      const key: CellKey = columnsOf(measure).includes('cumulative')
        ? `${measure.key}.cumulative`
        : `${measure.key}.current`;
      const total = link(sheet, { row, column: FIRST_PERIOD + periods.length, period: periods.at(-1), key });
      const format = totalFormat(measure, periods.at(-1)?.overview.bounds[key]);
      dress(total, { fill: colours.total, font: { bold: true }, align: right, format });
      sheet.getRow(row).height = 18;
    }
  }
  return row;
}

interface Link {
  readonly row: number;
  readonly column: number;
  readonly period: Period | undefined;
  readonly key: CellKey;
}

/** A figure that is the 合计 of a period's sheet: a live reference with its result cached. */
function link(sheet: Worksheet, { row, column, period, key }: Link) {
  const cell = sheet.getCell(row, column);
  const figure = period?.overview.figures.find((each) => each.key === key);
  if (period === undefined || figure === undefined) {
    // A measure that this period's version of the form did not have.
    cell.value = formTexts.notApplicable;
    dress(cell, { fill: colours.notApplicable });
    return cell;
  }
  const { sheet: name, columnOf, totals, bounds } = period.overview;
  const at = `${sheetPrefix(name)}${columnOf.get(key)}${TOTAL_ROW}`;
  cell.value = { formula: `IF(${at}="","",${at})`, result: toCell(figure.measure, totals[key]) ?? '' };
  dress(cell, { align: right, format: totalFormat(figure.measure, bounds[key]) });
  return cell;
}
