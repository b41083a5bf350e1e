import type { Ledger, LedgerColumn, LedgerRow } from '@duban/tables';
import type { Style, Worksheet } from 'exceljs';
import { columnLetters } from '../cells/address.js';
import type { MergeInput, MergeRow } from '../contract.js';
import { mergeTexts } from '../wording/merge.js';
import { isNumeric, toCell } from './amounts.js';
import { labelWithUnit, numberFormat } from './layout.js';
import { landscape, listSetUp, writeHeading, writeListHead } from './list.js';
import { commitRow, type MergeBook } from './merge-book.js';
import { isCounted } from './merge-totals.js';
import { put } from './put.js';
import { freeSheetName } from './sheet-names.js';
import { colours, dress, inset, middle, right, styleFor, widthOf } from './styles.js';

const TOTAL_ROW = 4;
const HEAD_ROW = 5;
/** 填报单位, then the ledger's own columns, then file and row. */
const FIRST_COLUMN = 2;
const WIDEST = 36;
const SAMPLE = 40;
/** Characters across A4 that can still be read; a wider ledger is printed on several sheets of A3 side by side. */
const MOST_ON_A_PAGE = 260;
/** What a sheet holds, less the heads. */
const MOST_RECORDS = 1_048_000;

type Office = MergeRow & { readonly records: readonly LedgerRow[] };

/** Every ledger's records of all offices, one below the other, each with the file and row it stood in. */
export async function writeLedgers(book: MergeBook, input: MergeInput, taken: readonly string[]): Promise<void> {
  const names = new Set(taken);
  for (const ledger of input.table.ledgers) {
    const offices = input.rows.filter(isCounted).flatMap((row): Office[] => {
      const records = row.ledgers?.[ledger.key];
      return records === undefined ? [] : [{ ...row, records }];
    });
    if (offices.length === 0) continue;
    const name = freeSheetName(ledger.title, { taken: names, otherwise: mergeTexts.ledgerCounts });
    await writeLedger(book, { ledger, offices, input, name });
  }
}

interface Writing {
  readonly ledger: Ledger;
  readonly offices: readonly Office[];
  readonly input: MergeInput;
  readonly name: string;
}

async function writeLedger(book: MergeBook, { ledger, offices, input, name }: Writing): Promise<void> {
  const count = offices.reduce((sum, { records }) => sum + records.length, 0);
  if (count > MOST_RECORDS) throw new RangeError(`${count} records of ${ledger.key} do not fit into one sheet`);
  const { columns } = ledger;
  const widths = widthsOf(ledger, offices);
  const sheet = book.sheet(name, {
    ...listSetUp(HEAD_ROW, 1),
    ...landscape({ titles: HEAD_ROW, fit: widths.reduce((sum, width) => sum + width, 0) <= MOST_ON_A_PAGE }),
  });
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width;
  const last = columnLetters(FIRST_COLUMN + columns.length + 1);
  sheet.autoFilter = `A${HEAD_ROW}:${last}${HEAD_ROW + count}`;
  const reporting = offices.filter(({ records }) => records.length > 0).length;
  writeHeading(sheet, {
    title: mergeTexts.ledgerTitle(input.title, ledger.title),
    subtitle: mergeTexts.ledgerHow(count, reporting),
  });
  writeTotals(sheet, { ledger, offices, count });
  const heads = [mergeTexts.columns.office, ...columns.map(labelWithUnit), ...mergeTexts.ledgerSource];
  writeListHead(sheet, HEAD_ROW, heads);
  sheet.getRow(HEAD_ROW).height = 32;
  await commitRow(sheet, HEAD_ROW);
  const styles = columns.map(styleOf);
  const source = styleFor({ font: { size: 9 }, align: inset(), format: '@' });
  const office = styleFor({ align: inset(), format: '@' });
  let row = HEAD_ROW;
  for (const { records, officeName, origin, ledgerPlaces } of offices) {
    const place = ledgerPlaces?.[ledger.key];
    for (const [n, record] of records.entries()) {
      row += 1;
      const line = sheet.getRow(row);
      put(line.getCell(1), officeName, office);
      for (const [i, column] of columns.entries()) {
        const content = toCell(column, record[column.key]);
        // A text where an amount belongs is an E finding, and still no formula when somebody edits it.
        const style = typeof content === 'string' && isNumeric(column) ? source : styles[i];
        put(line.getCell(FIRST_COLUMN + i), content, style ?? source);
      }
      const at = place?.rows[n];
      put(line.getCell(FIRST_COLUMN + columns.length), origin?.file ?? '', source);
      const where = place === undefined || at === undefined ? '' : mergeTexts.recordRow(place.sheet, at);
      put(line.getCell(FIRST_COLUMN + columns.length + 1), where, source);
      await commitRow(sheet, row);
    }
  }
  await book.end(sheet);
}

/** Above the heads, of the rows that a filter leaves: SUBTOTAL leaves out what is hidden. */
function writeTotals(
  sheet: Worksheet,
  { ledger, offices, count }: Pick<Writing, 'ledger' | 'offices'> & { readonly count: number },
): void {
  const look = { fill: colours.total, font: { bold: true } };
  const rows = (letter: string) => `${letter}${HEAD_ROW + 1}:${letter}${HEAD_ROW + Math.max(1, count)}`;
  put(sheet.getCell(TOTAL_ROW, 1), mergeTexts.ledgerTotal, look);
  for (const [i, column] of ledger.columns.entries()) {
    const cell = sheet.getCell(TOTAL_ROW, FIRST_COLUMN + i);
    const letter = columnLetters(FIRST_COLUMN + i);
    if (column.kind !== 'money' && column.kind !== 'count') {
      dress(cell, look);
      continue;
    }
    const values = offices.flatMap(({ records }) => records.map((record) => record[column.key]));
    const present = values.filter((value) => typeof value === 'number');
    const sum = present.length === 0 ? null : present.reduce<number>((all, value) => all + value, 0);
    const formula = `IF(SUBTOTAL(2,${rows(letter)})=0,"",SUBTOTAL(9,${rows(letter)}))`;
    put(cell, { formula, result: toCell(column, sum) }, { ...look, align: right, format: formatOf(column) });
  }
  for (const i of [0, 1]) dress(sheet.getCell(TOTAL_ROW, FIRST_COLUMN + ledger.columns.length + i), look);
  sheet.getRow(TOTAL_ROW).height = 22;
}

function widthsOf(ledger: Ledger, offices: readonly Office[]): readonly number[] {
  const sample = offices.flatMap(({ records }) => records.slice(0, SAMPLE)).slice(0, SAMPLE * 10);
  const own = ledger.columns.map((column) => {
    const texts = sample.map((record) => String(toCell(column, record[column.key]) ?? ''));
    const head = Math.ceil(widthOf(labelWithUnit(column)) / 2) + 7;
    // A sum is longer than what it adds up.
    const least = column.kind === 'money' ? 16 : 11;
    return Math.min(WIDEST, Math.max(least, head, ...texts.map((text) => widthOf(text) + 3)));
  });
  return [26, ...own, 32, 24];
}

function styleOf(column: LedgerColumn): Partial<Style> {
  if (isNumeric(column)) return styleFor({ align: right, format: formatOf(column) });
  const align = column.kind === 'text' ? inset() : middle;
  return styleFor({ align, format: '@' });
}

function formatOf(column: LedgerColumn): string {
  return column.kind === 'number' && column.decimals === 0 ? 'General' : numberFormat(column);
}
