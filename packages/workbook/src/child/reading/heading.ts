import type { TableDefinition } from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import { labelOf } from './labels.js';
import { shownText } from './shown-text.js';

/** The lines a title may stand in. */
const TOP = 6;

/**
 * The printed title of a sheet with whatever surrounds it; `named`: it is the table's own. Without one, the first line that is no
 * `label：value`, else the sheet's name. A line in brackets below it (（2023年第三季度）) belongs to it.
 */
export function headingOf(
  { title }: Pick<TableDefinition, 'title'>,
  sheet: CellSheet,
): { readonly text: string; readonly named: boolean } {
  const lines = [...sheet.cells.values()]
    .filter(({ row, content }) => row <= TOP && content?.kind === 'text')
    .sort((a, b) => a.row - b.row || a.column - b.column)
    .map((cell) => ({ row: cell.row, text: shownText(cell).replace(/\s+/gu, ' ') }));
  const wanted = labelOf(title).text;
  const named = lines.find(
    ({ text }) =>
      labelOf(text).text.includes(wanted) || labelOf(text.replace(/附件\d*[:：]?/u, '')).text.includes(wanted),
  );
  const line = named ?? lines.find(({ text }) => text.length >= 6 && !/[:：]/u.test(text));
  if (line === undefined) return { text: sheet.name, named: labelOf(sheet.name).text.includes(wanted) };
  const below = lines.find(({ row, text }) => row > line.row && row <= line.row + 1 && /^[（(].*[)）]$/u.test(text));
  return { text: below === undefined ? line.text : `${line.text}${below.text}`, named: named !== undefined };
}
