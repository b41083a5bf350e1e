import type { MergeInput, MergeRow } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { type ListCell, writeList } from './list.js';
import type { MergeBook } from './merge-book.js';

/** 报送情况: how each office stands and why, with the counts on top. */
export async function writeStandings(book: MergeBook, input: MergeInput): Promise<void> {
  const { rows, findings } = input;
  const counts = new Map<string, number>();
  for (const { standing } of rows) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  const notes = rows.some(({ note = '' }) => note !== '');
  const counted = (row: MergeRow): ListCell[] => {
    const { E = null, W = null, I = null } = findings?.[row.office] ?? {};
    return findings === undefined ? [] : [E, W, I];
  };
  await writeList(book, {
    name: sheetNames.progress,
    title: mergeTexts.progressTitle(input.title),
    subtitle: mergeTexts.counts([...counts]),
    columns: [
      ...mergeTexts.progressColumns,
      ...(findings === undefined ? [] : mergeTexts.findingColumns),
      ...(notes ? [mergeTexts.note] : []),
    ],
    rows: rows.map((row, i) => [
      i + 1,
      row.officeName,
      row.standing,
      row.origin?.file ?? '',
      row.origin?.version ?? null,
      row.origin?.receipt ?? '',
      ...counted(row),
      ...(notes ? [row.note ?? ''] : []),
    ]),
  });
}

/** 未采用文件: what else lay in the folder, and why no figure was taken from it. */
export async function writeSkipped(book: MergeBook, { title, skipped = [] }: MergeInput): Promise<void> {
  await writeList(book, {
    name: sheetNames.skipped,
    title: mergeTexts.skippedTitle(title),
    subtitle: mergeTexts.skippedCount(skipped.length),
    columns: mergeTexts.skippedColumns,
    rows: skipped.map(({ file, what, why }, i) => [i + 1, file, what, why]),
  });
}

/** 差异核对: figures of different departments that do not agree, case by case; neither is forced onto the other. */
export async function writeReconciliations(
  book: MergeBook,
  { title, reconciliations = [] }: MergeInput,
): Promise<void> {
  await writeList(book, {
    name: sheetNames.reconciliations,
    title: mergeTexts.reconciliationsTitle(title),
    subtitle: reconciliations.length === 0 ? mergeTexts.reconciliationsNone : mergeTexts.reconciliationsHow,
    columns: mergeTexts.reconciliationColumns,
    rows: reconciliations.map((each, i) => [
      i + 1,
      each.office ?? mergeTexts.total,
      each.label,
      each.left,
      each.right,
      each.message,
      each.id,
    ]),
  });
}
