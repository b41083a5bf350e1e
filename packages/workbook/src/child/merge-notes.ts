import { isUpperBound, measuresOf } from '@duban/tables';
import type { MergeInput, MergeRow } from '../contract.js';
import { mergeTexts } from '../wording/merge.js';
import { figureColumns } from './merge-columns.js';
import { isCounted } from './merge-totals.js';

/** What has to be said below a table of totals: who is in them, what the star means, whose blocks do not apply. */
export function notesOf(input: MergeInput): readonly string[] {
  const { rows, table, bounds } = input;
  const without = rows.filter((row) => !isCounted(row));
  const nil = without.filter(({ standing }) => standing === mergeTexts.nilReport);
  const missing = without.filter(({ standing }) => standing !== mergeTexts.nilReport);
  const notes = [mergeTexts.coverage(rows.length - without.length, missing.map(withReason))];
  if (nil.length > 0) notes.push(mergeTexts.nilReports(nil.map(({ officeName }) => officeName)));
  for (const { key, label } of table.blocks) {
    const absent = rows.filter((row) => isCounted(row) && (row.absentBlocks ?? []).includes(key));
    if (absent.length > 0)
      notes.push(
        mergeTexts.absentBlock(
          label,
          absent.map(({ officeName }) => officeName),
        ),
      );
  }
  const distinct = figureColumns(table).filter(({ measure }) => isUpperBound(measure));
  if (distinct.some(({ key }) => bounds?.[key] === undefined)) notes.push(mergeTexts.upperBound);
  if (distinct.some(({ key }) => bounds?.[key] !== undefined)) notes.push(mergeTexts.byCodes);
  const ratios = measuresOf(table).filter(({ ratio }) => ratio !== undefined);
  if (ratios.length > 0) notes.push(mergeTexts.ratios(ratios.map(({ label }) => label)));
  return notes;
}

function withReason({ officeName, standing, note = '' }: MergeRow): string {
  return note === '' ? `${officeName}（${standing}）` : `${officeName}（${standing}：${note}）`;
}
