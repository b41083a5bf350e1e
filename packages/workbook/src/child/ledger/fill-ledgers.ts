import { DubanError } from '@duban/base';
import type { Ledgers, TableDefinition } from '@duban/tables';
import type { Workbook, Worksheet } from 'exceljs';
import { jobNames } from '../../wording/jobs.js';
import { stringIn } from '../book.js';
import { marks } from '../layout.js';
import { type LedgerLayout, ledgerLayouts } from './ledger-layout.js';
import { dressRow, writeRecords } from './records.js';
import { cacheTotals } from './totals.js';

/** Types records into the ledgers of a template, in place of what stood there. A ledger that is not named stays as it is. */
export function fillLedgers(
  book: Workbook,
  { table, ledgers }: { readonly table: TableDefinition; readonly ledgers: Ledgers },
): void {
  for (const layout of ledgerLayouts(table)) {
    const rows = ledgers[layout.ledger.key];
    if (rows === undefined) continue;
    const sheet = book.getWorksheet(layout.sheetName);
    const mark = stringIn(sheet?.getCell(`A${layout.markRow}`));
    if (sheet === undefined || mark !== `${marks.ledger} ${layout.ledger.key}`) {
      throw new DubanError('sheet-identity-missing', { name: jobNames.fill });
    }
    clear(sheet, layout);
    writeRecords(sheet, layout, rows);
    cacheTotals(sheet, layout, rows);
  }
}

function clear(sheet: Worksheet, layout: LedgerLayout): void {
  for (let row = layout.firstRow; row <= Math.max(layout.lastRow, sheet.rowCount); row += 1) {
    dressRow(sheet, layout, row);
    for (const { letter } of layout.columns) sheet.getCell(`${letter}${row}`).value = null;
  }
}
