import type { TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { ledgerTexts } from '../../wording/ledger.js';
import { labelWithUnit, marks } from '../layout.js';
import { note } from '../notes.js';
import { PAGE, POINTS, printLandscape } from '../page.js';
import { colours, dress, faces, headLook, heightFor, left, spread, styleFor } from '../styles.js';
import { firstPage, type LedgerLayout, NUMBER_WIDTH } from './ledger-layout.js';
import { dressRow, recordLook } from './record-look.js';
import { ROW_HEIGHT } from './records.js';
import { writeTotals } from './totals.js';

interface Writing {
  readonly layout: LedgerLayout;
  readonly table: TableDefinition;
}

/**
 * One ledger: title, how to fill it in, live totals, titles of the columns, rows to type into; but for what differs between
 * offices and periods (prefilled-ledger.ts).
 */
export function writeLedger(sheet: Worksheet, { layout, table }: Writing): void {
  sheet.getColumn('A').width = NUMBER_WIDTH;
  sheet.getColumn('A').style = styleFor({ unlocked: true, bordered: false });
  for (const { column, letter, width } of layout.columns) {
    sheet.getColumn(letter).width = width;
    // What is typed below the rows offered is text where it must be, and not locked.
    sheet.getColumn(letter).style = styleFor({ ...recordLook(column), fill: colours.none, bordered: false });
  }
  // Rows have no height of their own: they grow with what is typed into them.
  sheet.properties.defaultRowHeight = ROW_HEIGHT;
  writeTop(sheet, { layout, table });
  writeTotals(sheet, layout);
  writeTitles(sheet, layout);
  for (let row = layout.firstRow; row <= layout.lastRow; row += 1) dressRow(sheet, layout, row);
  setUp(sheet, layout);
}

/** A ledger printed smaller than this could not be read: it runs over several pages side by side. */
const SMALLEST = 0.55;

function writeTop(sheet: Worksheet, { layout, table }: Writing): void {
  const { ledger, titleRow, infoRow } = layout;
  const { to } = firstPage(layout);
  const title = [table.title === ledger.title ? '' : `${table.title}　`, ledger.title].join('');
  spread(sheet, `A${titleRow}:${to}${titleRow}`, {
    value: title,
    look: { font: { name: faces.head, size: 16 }, bordered: false },
  });
  sheet.getRow(titleRow).height = 32;
  const look = { font: { size: 9 }, align: left, bordered: false };
  spread(sheet, `A${infoRow}:${to}${infoRow}`, { value: null, look });
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
