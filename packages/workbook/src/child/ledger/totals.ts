import type { LedgerRow } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { ledgerTexts } from '../../wording/ledger.js';
import { toCell } from '../amounts.js';
import type { CellInput } from '../filled-book.js';
import { colours, dress, faces, left, spread } from '../styles.js';
import { missingFormula, recordsFormula, sumFormula } from './ledger-formulas.js';
import type { LedgerLayout } from './ledger-layout.js';
import { recordFormat } from './record-look.js';

/** The live line above the titles: how many records, what is still missing, the sums of counts and amounts. */
export function writeTotals(sheet: Worksheet, layout: LedgerLayout): void {
  const { columns, totalRow } = layout;
  const look = { fill: colours.total, font: { name: faces.head } };
  sheet.getCell(`A${totalRow}`).value = ledgerTexts.total;
  for (const letter of ['A', ...columns.map((column) => column.letter)])
    dress(sheet.getCell(`${letter}${totalRow}`), look);
  for (const { column, letter } of columns) {
    if (sumFormula(layout, { column, letter }) === null) continue;
    const align = { horizontal: 'right', vertical: 'middle', shrinkToFit: true } as const;
    dress(sheet.getCell(`${letter}${totalRow}`), { ...look, align, format: recordFormat(column) });
  }
  const to = statusEnd(layout);
  if (to !== null) {
    const align = { ...left, shrinkToFit: true, wrapText: false };
    spread(sheet, `B${totalRow}:${to}${totalRow}`, { value: null, look: { ...look, align } });
  }
  sheet.getRow(totalRow).height = 22;
}

/** Formulas and results of that line, for programs that do not calculate. */
export function totalsOf(layout: LedgerLayout, rows: readonly LedgerRow[]): ReadonlyMap<string, CellInput> {
  const { columns, totalRow } = layout;
  const cells = new Map<string, CellInput>();
  for (const { column, letter } of columns) {
    const formula = sumFormula(layout, { column, letter });
    if (formula === null) continue;
    const amounts = rows.map((row) => row[column.key]).filter((value) => typeof value === 'number');
    const sum = amounts.reduce((a, b) => a + b, 0);
    cells.set(`${letter}${totalRow}`, { formula, result: toCell(column, sum) ?? '' });
  }
  if (statusEnd(layout) !== null) cells.set(`B${totalRow}`, status(layout, rows));
  return cells;
}

function status(layout: LedgerLayout, rows: readonly LedgerRow[]): CellInput {
  const missing = missingFormula(layout);
  const [before, after] = ledgerTexts.records;
  const records = `${before}${rows.length}${after}`;
  if (missing === null) return { formula: recordsFormula(layout), result: records };
  const required = layout.ledger.columns.filter((column) => column.required);
  const blanks = rows.flatMap((row) => required.filter(({ key }) => (row[key] ?? null) === null)).length;
  const [much, left] = ledgerTexts.missing;
  const words = blanks === 0 ? ledgerTexts.complete : `${much}${blanks}${left}`;
  return { formula: `${recordsFormula(layout)}&"；"&${missing}`, result: `${records}；${words}` };
}

/** Room for words: from column B to the first column with a sum; null without any. */
function statusEnd({ columns }: LedgerLayout): string | null {
  let to: string | null = null;
  let width = 0;
  for (const { column, letter, width: each } of columns) {
    if (column.kind === 'count' || column.kind === 'money' || width > 60) break;
    to = letter;
    width += each;
  }
  return to;
}
