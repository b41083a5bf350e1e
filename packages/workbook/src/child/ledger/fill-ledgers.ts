import { DubanError } from '@duban/base';
import type { Ledgers, TableDefinition } from '@duban/tables';
import { columnNumber } from '../../cells/address.js';
import type { CellBook, CellSheet } from '../../cells/types.js';
import { jobNames } from '../../wording/jobs.js';
import type { CellInput, SheetInput } from '../filled-book.js';
import { marks } from '../layout.js';
import { shownText } from '../reading/shown-text.js';
import { numberFormula } from './ledger-formulas.js';
import { type LedgerLayout, ledgerLayouts } from './ledger-layout.js';
import { recordsIn } from './records.js';

/** Records for the ledgers of a template, in place of what stands there, by sheet. A ledger that is not named stays as it is. */
export function filledLedgers(
  { sheets }: CellBook,
  { table, ledgers }: { readonly table: TableDefinition; readonly ledgers: Ledgers },
): ReadonlyMap<string, SheetInput> {
  const filled = new Map<string, SheetInput>();
  for (const layout of ledgerLayouts(table)) {
    const rows = ledgers[layout.ledger.key];
    if (rows === undefined) continue;
    const sheet = sheets.find(({ name }) => name === layout.sheetName);
    const mark = shownText(sheet?.cells.get(`A${layout.markRow}`));
    if (sheet === undefined || mark !== `${marks.ledger} ${layout.ledger.key}`) {
      throw new DubanError('sheet-identity-missing', { name: jobNames.fill });
    }
    const { cells, ...records } = recordsIn(layout, rows);
    filled.set(sheet.name, { ...records, cells: new Map([...cleared(sheet, layout), ...cells]) });
  }
  return filled;
}

/** What was written into the rows of a ledger, taken out; every row keeps its 序号. */
function cleared({ cells, lastRow }: CellSheet, layout: LedgerLayout): ReadonlyMap<string, CellInput> {
  const { columns, firstRow } = layout;
  const inputs = new Map<string, CellInput>();
  for (let row = firstRow; row <= Math.max(layout.lastRow, lastRow); row += 1)
    inputs.set(`A${row}`, { formula: numberFormula(layout, row), result: '' });
  const letters = new Set(columns.map(({ letter }) => columnNumber(letter)));
  for (const { address, row, column } of cells.values())
    if (row >= firstRow && letters.has(column)) inputs.set(address, null);
  return inputs;
}
