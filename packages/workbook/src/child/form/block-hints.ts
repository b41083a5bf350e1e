import type { TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { blockTexts } from '../../wording/form.js';
import { colours, markStyle } from '../styles.js';
import type { FormLayout } from './form-layout.js';

/** Rows of a department that is marked 不适用 turn grey. */
export function addBlockHints(
  sheet: Worksheet,
  { layout, table }: { readonly layout: FormLayout; readonly table: TableDefinition },
): void {
  for (const { key } of table.blocks) {
    const choice = layout.blockAt.get(key);
    if (choice === undefined) continue;
    const formula = `${absolute(choice)}="${blockTexts.absent}"`;
    const style = markStyle(colours.notApplicable, { color: { argb: colours.faint } });
    for (const { from, to } of runs(layout, key)) {
      const ref = `A${from}:${layout.columns.last}${to}`;
      sheet.addConditionalFormatting({ ref, rules: [{ type: 'expression', priority: 1, formulae: [formula], style }] });
    }
  }
}

/** The rows of a block below their section titles, as runs. */
function runs(layout: FormLayout, block: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const entry of layout.rows) {
    if ((entry.kind !== 'measure' && entry.kind !== 'matrix-row') || entry.section.block !== block) continue;
    const last = found.at(-1);
    if (last !== undefined && last.to === entry.row - 1) last.to = entry.row;
    else found.push({ from: entry.row, to: entry.row });
  }
  return found;
}

/** `G20` → `$G$20` */
export function absolute(address: string): string {
  return address.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
}
