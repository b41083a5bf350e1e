import { oncePer } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { hintTexts } from '../../../wording/hints.js';
import { quoted } from '../../references.js';
import { colours, dress, headLook, left, markStyle } from '../../styles.js';
import type { FormLayout } from '../form-layout.js';
import type { Hint } from './compile-hints.js';
import { statusFormula, writeStatus } from './status.js';

/** Excel takes formulas of 8,192 characters. */
const LONGEST = 8000;

/** 核对 beside the form: what does not agree, in words in its row and in red on the figure, and how many rows on top. */
export function writeHints(
  sheet: Worksheet,
  { layout, hints }: { readonly layout: FormLayout; readonly hints: readonly Hint[] },
): void {
  const { columns, frozenRow } = layout;
  if (hints.length > 0) {
    const head = sheet.getCell(`${columns.check}${frozenRow}`);
    head.value = hintTexts.column;
    dress(head, headLook);
  }
  const look = {
    font: { size: 10, color: { argb: colours.wrong } },
    align: { ...left, wrapText: false, indent: 1 },
    bordered: false,
  };
  for (const [row, formula] of hintFormulas(hints)) {
    const cell = sheet.getCell(`${columns.check}${row}`);
    cell.value = { formula, result: '' };
    dress(cell, look);
  }
  for (const [address, formula] of failures(hints)) {
    const style = markStyle(colours.error);
    sheet.addConditionalFormatting({
      ref: address,
      rules: [{ type: 'expression', priority: 2, formulae: [formula], style }],
    });
  }
  writeStatus(sheet, { layout, formula: statusFormula(layout, [...hintFormulas(hints).keys()]) });
}

/** What the rows of 核对 hold. */
export const hintFormulas: (hints: readonly Hint[]) => ReadonlyMap<number, string> = oncePer((hints) => {
  const rows = new Map<number, string>();
  for (const { place, fails, says } of hints) {
    const before = rows.get(place.row);
    const formula = `IF(${fails},${says}&${quoted('；')},"")`;
    const whole = before === undefined ? formula : `${before}&${formula}`;
    if (whole.length <= LONGEST) rows.set(place.row, whole);
  }
  return rows;
});

/** When a figure turns red. */
function failures(hints: readonly Hint[]): ReadonlyMap<string, string> {
  const cells = new Map<string, string[]>();
  for (const { place, fails } of hints) cells.set(place.address, [...(cells.get(place.address) ?? []), fails]);
  const some = (all: readonly string[]) => (all.length === 1 ? (all[0] ?? 'FALSE') : `OR(${all.join(',')})`);
  return new Map([...cells].map(([address, all]) => [address, some(all)]));
}
