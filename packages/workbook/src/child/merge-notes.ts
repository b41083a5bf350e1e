import { measuresOf } from '@duban/tables';
import type { MergeInput, MergeRow } from '../contract.js';
import { mergeTexts } from '../wording/merge.js';
import { isStarred } from './merge-columns.js';
import { isCounted } from './merge-totals.js';
import type { Overview } from './overview.js';

/** What has to be said below a table of totals: who is in them, what the star means, whose blocks do not apply. */
export function notesOf({ rows, table }: MergeInput, { figures, bounds, byCodes }: Overview): readonly string[] {
  const without = rows.filter((row) => !isCounted(row));
  // With figures of 0 they are among those added up, and still named.
  const nil = rows.filter(({ standing }) => standing === mergeTexts.nilReport);
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
  if (figures.some(({ key, measure }) => isStarred(measure, bounds[key]))) notes.push(mergeTexts.upperBound);
  if (byCodes.size > 0) notes.push(mergeTexts.byCodes);
  const ratios = measuresOf(table).filter(({ ratio }) => ratio !== undefined);
  if (ratios.length > 0) notes.push(mergeTexts.ratios(ratios.map(({ label }) => label)));
  return notes;
}

function withReason({ officeName, standing, note = '' }: MergeRow): string {
  return note === '' ? `${officeName}（${standing}）` : `${officeName}（${standing}：${note}）`;
}
