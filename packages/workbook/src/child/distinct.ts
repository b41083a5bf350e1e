import { type Bounds, type CellKey, cellLabel, mergeGrids, type Value } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import type { MergeInput } from '../contract.js';
import { sheetNames } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import {
  LIST_HEAD_ROW,
  type ListCell,
  landscape,
  listSetUp,
  widthsOf,
  writeHeading,
  writeListHead,
  writeListRow,
} from './list.js';
import { commitRow, type MergeBook } from './merge-book.js';
import type { FigureColumn } from './merge-columns.js';
import { isCounted } from './merge-totals.js';
import type { Overview } from './overview.js';
import { type CellTarget, put } from './put.js';
import { type Shared, sharedCodes } from './shared-codes.js';
import { faces, oneLine } from './styles.js';

export interface Distinct {
  readonly figures: readonly FigureColumn[];
  readonly shared: readonly Shared[];
}

type DistinctSheet = Distinct & { readonly overview: Overview };

/** Codes listed at most: more than this nobody goes through by hand. */
const MOST_SHARED = 2_000;
const TOTAL_COLUMN = 'D';
const SHARED_LAST = mergeTexts.sharedColumns.length - 1;

/** What sheet 去重 shows; null when there is nothing to tell apart. */
export function distinctOf(input: MergeInput, overview: Overview): Distinct | null {
  const figures = overview.figures.filter(({ key }) => overview.bounds[key] !== undefined);
  const shared = sharedCodes(input);
  return figures.length === 0 && shared.length === 0 ? null : { figures, shared };
}

/** Where a total that institution codes were counted for stands on the sheet. */
export function distinctCell(distinct: Distinct | null, key: CellKey): CellTarget | undefined {
  const at = distinct?.figures.findIndex((figure) => figure.key === key) ?? -1;
  return at === -1 ? undefined : { sheet: sheetNames.distinct, cell: `${TOTAL_COLUMN}${LIST_HEAD_ROW + 1 + at}` };
}

/** 去重: totals of 家 and 人 with their bounds, and the codes several offices reported, for the bureau to settle whose they are. */
export async function writeDistinct(book: MergeBook, input: MergeInput, distinct: DistinctSheet): Promise<void> {
  const { figures, shared, overview } = distinct;
  const sheet = book.sheet(sheetNames.distinct, {
    ...listSetUp(LIST_HEAD_ROW),
    ...landscape({ titles: LIST_HEAD_ROW, fit: true }),
  });
  const totals = figureRows(input, { figures, overview });
  const codes = shared
    .slice(0, MOST_SHARED)
    .map(({ code, name, ledger, offices }): ListCell[] => [code, name, ledger, offices.length, offices.join('、')]);
  if (shared.length > MOST_SHARED) codes.push([mergeTexts.sharedRest(shared.length - MOST_SHARED), '', '', null, '']);
  const above = widthsOf({ columns: mergeTexts.distinctColumns, rows: totals });
  // The offices of a code spread over the last three columns.
  const below = widthsOf({ columns: mergeTexts.sharedColumns.slice(0, -1), rows: codes });
  const widths = above.map((width, i) => Math.max(width, below[i] ?? 0));
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width;
  writeHeading(sheet, { title: mergeTexts.distinctTitle(input.title), subtitle: mergeTexts.distinctHow });
  writeListHead(sheet, LIST_HEAD_ROW, mergeTexts.distinctColumns);
  for (const [i, row] of totals.entries()) writeListRow(sheet, { at: LIST_HEAD_ROW + 1 + i, row, widths });
  const start = LIST_HEAD_ROW + totals.length + 2;
  put(sheet.getCell(start, 1), mergeTexts.sharedTitle, {
    bordered: false,
    font: { name: faces.head, size: 13 },
    align: oneLine,
  });
  const how = shared.length === 0 ? mergeTexts.sharedNone : mergeTexts.sharedHow(shared.length);
  put(sheet.getCell(start + 1, 1), how, { bordered: false, align: oneLine });
  const across = widths.slice(SHARED_LAST).reduce((sum, width) => sum + width, 0);
  const shownWidths = [...widths.slice(0, SHARED_LAST), across];
  if (codes.length > 0) writeListHead(sheet, start + 2, mergeTexts.sharedColumns);
  if (codes.length > 0) mergeLast(sheet, start + 2);
  for (const [i, row] of codes.entries()) {
    writeListRow(sheet, { at: start + 3 + i, row, widths: shownWidths });
    mergeLast(sheet, start + 3 + i);
    await commitRow(sheet, start + 3 + i);
  }
  await book.end(sheet);
}

function mergeLast(sheet: Worksheet, row: number): void {
  sheet.mergeCells(row, SHARED_LAST + 1, row, mergeTexts.distinctColumns.length);
}

function figureRows({ table, rows }: MergeInput, { figures, overview }: Omit<DistinctSheet, 'shared'>): ListCell[][] {
  const sums = mergeGrids(
    table,
    rows.filter(isCounted).map(({ grid }) => grid),
  );
  return figures.map(({ key, measure, column }) => {
    const { least, most } = overview.bounds[key] ?? { least: 0, most: 0 };
    const count = (value: unknown): ListCell => ({ number: typeof value === 'number' ? value : null, format: '0' });
    const counts = [sums[key], overview.totals[key], least, most].map(count);
    return [cellLabel(measure, column), measure.unit, ...counts, groundOf({ least, most }, sums[key] ?? null)];
  });
}

function groundOf({ least, most }: Bounds, sum: Value): string {
  if (least === most) return most === sum ? mergeTexts.exactSum : mergeTexts.exactByCodes;
  return most === sum ? mergeTexts.sumOnly : mergeTexts.boundedOnly;
}
