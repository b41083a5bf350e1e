import { cellLabel } from '@duban/tables';
import type { MergeInput } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { toCell } from './amounts.js';
import { numberFormat } from './layout.js';
import { LIST_HEAD_ROW, type ListCell, writeList } from './list.js';
import type { MergeBook } from './merge-book.js';
import { figureColumns } from './merge-columns.js';

export function hasProvisional({ rows }: MergeInput): boolean {
  return rows.some(({ provisional }) => Object.values(provisional ?? {}).some((value) => value !== null));
}

/** 快报与定稿: what was phoned in beside what was filed, for every figure that was phoned in; never part of a total (practice.md 8). */
export async function writeProvisional(book: MergeBook, input: MergeInput): Promise<void> {
  const rows: ListCell[][] = [];
  const figures = figureColumns(input.table).filter(({ measure }) => measure.kind !== 'text');
  for (const { provisional, grid, officeName, standing } of input.rows) {
    for (const { key, measure, column } of figures) {
      const [phoned, final] = [provisional?.[key], grid?.[key]];
      if (typeof phoned !== 'number') continue;
      const shown = (value: number) => Number(toCell(measure, value));
      const format = numberFormat(measure);
      const at = LIST_HEAD_ROW + 1 + rows.length;
      rows.push([
        rows.length + 1,
        officeName,
        standing,
        cellLabel(measure, column),
        measure.unit,
        { number: shown(phoned), format },
        typeof final === 'number' ? { number: shown(final), format } : mergeTexts.noFinal,
        typeof final === 'number'
          ? { number: shown(final - phoned), format: `+${format};-${format};${format}`, formula: `G${at}-F${at}` }
          : null,
      ]);
    }
  }
  await writeList(book, {
    name: sheetNames.provisional,
    title: mergeTexts.provisionalTitle(input.title),
    subtitle: mergeTexts.provisionalHow,
    columns: mergeTexts.provisionalColumns,
    rows,
  });
}
