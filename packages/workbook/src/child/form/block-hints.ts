import type { TableDefinition } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { blockTexts } from '../../wording/form.js';
import { absolute } from '../references.js';
import { runsOf } from '../runs.js';
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
    for (const { first, last } of runs(layout, key)) {
      const ref = `A${first.row}:${layout.columns.last}${last.row}`;
      sheet.addConditionalFormatting({ ref, rules: [{ type: 'expression', priority: 1, formulae: [formula], style }] });
    }
  }
}

/** The rows of a block below their section titles. */
function runs({ rows }: FormLayout, block: string) {
  const own = rows.filter(
    (entry) => (entry.kind === 'measure' || entry.kind === 'matrix-row') && entry.section.block === block,
  );
  return runsOf(own, ({ row }, before) => row === before.row + 1);
}
