import type { Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { countFormula } from '../ledger/ledger-formulas.js';
import { ledgerLayouts } from '../ledger/ledger-layout.js';
import { sheetPrefix } from '../references.js';
import { dress, headLook, inset } from '../styles.js';
import type { Writing } from './head.js';

/** A table of ledgers only has a cover: what is handed in, how many records of each, and who signs for it. */
export function writeCover(sheet: Worksheet, { table, layout }: Writing): void {
  const layouts = new Map(ledgerLayouts(table).map((each) => [each.ledger.key, each]));
  for (const entry of layout.rows) {
    if (entry.kind === 'ledger-head') {
      for (const [i, title] of formTexts.ledgerColumns.entries()) {
        const cell = sheet.getCell(entry.row, i + 1);
        cell.value = title;
        dress(cell, headLook);
      }
      sheet.getRow(entry.row).height = 26;
    }
    if (entry.kind !== 'ledger') continue;
    const ledger = layouts.get(entry.ledger.key);
    if (ledger === undefined) continue;
    const formula = countFormula(ledger, sheetPrefix(ledger.sheetName));
    const values = [entry.number, entry.ledger.title, formTexts.ledgerUnit, { formula, result: 0 }];
    for (const [i, value] of values.entries()) {
      const cell = sheet.getCell(entry.row, i + 1);
      cell.value = value;
      dress(cell, i === 1 ? { align: inset() } : {});
    }
    sheet.getRow(entry.row).height = 24;
  }
}
