import type { ConditionalFormattingOptions, Worksheet } from 'exceljs';
import { colours, markStyle } from '../styles.js';
import { columnRange } from './ledger-formulas.js';
import type { LedgerLayout } from './ledger-layout.js';

/** Comparing every row with every other is quick enough up to here. */
const COMPARED = 500;

/** Cells that turn colour while a ledger is filled in: a required one left blank, a code that became a number, a record twice. */
export function addLedgerHints(sheet: Worksheet, layout: LedgerLayout): void {
  const { ledger, columns, firstRow, checkedRow, last, lastRow } = layout;
  const rules: ConditionalFormattingOptions[] = [];
  const add = (letter: string, { formula, colour }: { formula: string; colour: string }) => {
    rules.push({
      ref: `${letter}${firstRow}:${letter}${checkedRow}`,
      rules: [{ type: 'expression', priority: rules.length + 1, formulae: [formula], style: markStyle(colour) }],
    });
  };
  for (const { column, letter } of columns) {
    const at = `$${letter}${firstRow}`;
    if (column.kind === 'code') add(letter, { formula: `ISNUMBER(${at})`, colour: colours.error });
    if (column.required) {
      const formula = `AND(COUNTA($B${firstRow}:$${last}${firstRow})>0,LEN(${at})=0)`;
      add(letter, { formula, colour: colours.warning });
    }
  }
  const unique = columns.filter(({ column }) => ledger.unique.includes(column.key));
  if (unique.length > 0 && unique.length === ledger.unique.length && lastRow - firstRow < COMPARED) {
    const filled = unique.map(({ letter }) => `LEN($${letter}${firstRow})>0`);
    // Not COUNTIF: it takes codes for numbers and sees only 15 of their digits.
    const alike = unique.map(({ letter }) => `(${columnRange(layout, letter)}=$${letter}${firstRow})`);
    const formula = `IF(AND(${filled.join(',')}),SUMPRODUCT(${alike.join('*')}*1)>1,FALSE)`;
    for (const { letter } of unique) add(letter, { formula, colour: colours.error });
  }
  for (const rule of rules) sheet.addConditionalFormatting(rule);
}
