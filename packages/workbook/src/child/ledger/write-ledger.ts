import type { LedgerRow, TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import type { Prefill } from '../../contract.js';
import { formTexts } from '../../wording/form.js';
import { ledgerTexts } from '../../wording/ledger.js';
import { labelWithUnit, marks } from '../layout.js';
import { note } from '../notes.js';
import { PAGE, POINTS, printLandscape } from '../page.js';
import { colours, dress, faces, headLook, heightFor, left, spread, styleFor } from '../styles.js';
import { type LedgerLayout, NUMBER_WIDTH } from './ledger-layout.js';
import { dressRow, ROW_HEIGHT, recordLook, writeRecords } from './records.js';
import { cacheTotals, writeTotals } from './totals.js';

interface Writing {
  readonly layout: LedgerLayout;
  readonly table: TableDefinition;
  readonly prefill: Prefill;
  readonly rows: readonly LedgerRow[];
}

/** One ledger: title, how to fill it in, live totals, titles of the columns, rows to type into. */
export function writeLedger(sheet: Worksheet, { layout, table, prefill, rows }: Writing): void {
  sheet.getColumn('A').width = NUMBER_WIDTH;
  sheet.getColumn('A').style = styleFor({ unlocked: true, bordered: false });
  for (const { column, letter, width } of layout.columns) {
    sheet.getColumn(letter).width = width;
    // What is typed below the rows offered is text where it must be, and not locked.
    sheet.getColumn(letter).style = styleFor({ ...recordLook(column), fill: colours.none, bordered: false });
  }
  // Rows have no height of their own: they grow with what is typed into them.
  sheet.properties.defaultRowHeight = ROW_HEIGHT;
  writeTop(sheet, { layout, table, prefill });
  writeTotals(sheet, layout);
  writeTitles(sheet, layout);
  for (let row = layout.firstRow; row <= layout.lastRow; row += 1) dressRow(sheet, layout, row);
  writeRecords(sheet, layout, rows);
  cacheTotals(sheet, layout, rows);
  setUp(sheet, layout);
}

/** A ledger printed smaller than this could not be read: it runs over several pages side by side. */
const SMALLEST = 0.55;

function writeTop(sheet: Worksheet, { layout, table, prefill }: Pick<Writing, 'layout' | 'table' | 'prefill'>): void {
  const { ledger, titleRow, infoRow } = layout;
  const span = firstPage(layout);
  const title = [table.title === ledger.title ? '' : `${table.title}　`, ledger.title].join('');
  spread(sheet, `A${titleRow}:${span.to}${titleRow}`, {
    value: title,
    look: { font: { name: faces.head, size: 16 }, bordered: false },
  });
  sheet.getRow(titleRow).height = 32;
  const field = table.header.find((each) => each.prefilled);
  const office = field === undefined ? '' : `${field.label}：${prefill.header[field.key] ?? ''}`;
  const how = `${ledgerTexts.legend(ledger.rows)}${ledger.optional ? ledgerTexts.optional : ''}`;
  const info = [office, prefill.periodLabel, how].filter((text) => text !== '').join('　');
  const look = { font: { size: 9 }, align: left, bordered: false };
  spread(sheet, `A${infoRow}:${span.to}${infoRow}`, { value: info, look });
  sheet.getRow(infoRow).height = heightFor(info, span.width, { size: 9, least: 20 });
}

/** The columns that are in sight, and on the first page, without scrolling. */
function firstPage({ columns }: LedgerLayout): { readonly to: string; readonly width: number } {
  let width = NUMBER_WIDTH;
  let to = 'A';
  for (const column of columns) {
    if (to !== 'A' && width + column.width > PAGE.width / POINTS) break;
    width += column.width;
    to = column.letter;
  }
  return { to, width };
}

function writeTitles(sheet: Worksheet, { ledger, columns, markRow, headRow }: LedgerLayout): void {
  sheet.getCell(`A${markRow}`).value = `${marks.ledger} ${ledger.key}`;
  sheet.getRow(markRow).hidden = true;
  sheet.getCell(`A${headRow}`).value = formTexts.columns.number;
  dress(sheet.getCell(`A${headRow}`), headLook);
  let height = 30;
  for (const { column, letter, width } of columns) {
    sheet.getCell(`${letter}${markRow}`).value = column.key;
    const cell = sheet.getCell(`${letter}${headRow}`);
    const title = labelWithUnit(column);
    cell.value = title;
    dress(cell, {
      font: { name: faces.head, bold: column.required },
      fill: column.required ? colours.required : colours.header,
    });
    note(cell, column.note);
    height = Math.max(height, heightFor(title, width - 1));
  }
  sheet.getRow(headRow).height = height;
}

function setUp(sheet: Worksheet, layout: LedgerLayout): void {
  const { columns, headRow, firstRow } = layout;
  const width = columns.reduce((sum, column) => sum + column.width, NUMBER_WIDTH) * POINTS;
  const pagesWide = Math.max(1, Math.ceil((width * SMALLEST) / PAGE.width));
  sheet.views = [
    {
      state: 'frozen',
      xSplit: 2,
      ySplit: headRow,
      topLeftCell: `C${firstRow}`,
      activeCell: `B${firstRow}`,
      showGridLines: false,
      zoomScale: 100,
    },
  ];
  printLandscape(sheet, {
    titles: `${headRow}:${headRow}`,
    pagesWide,
    footer: ledgerTexts.signatures,
    ...(pagesWide > 1 ? { titleColumns: 'A:B' } : {}),
  });
}
