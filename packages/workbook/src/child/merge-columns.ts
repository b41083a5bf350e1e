import {
  type Bounds,
  type CellKey,
  type Column,
  cellKey,
  columnNames,
  columnsOf,
  isUpperBound,
  type Measure,
  type Section,
  type TableDefinition,
} from '@duban/tables';
import type { MergeRow } from '../contract.js';
import { blockTexts } from '../wording/form.js';
import { mergeTexts } from '../wording/merge.js';
import { labelWithUnit, numberFormat } from './layout.js';

/** One figure column of the merged sheets. 上期调整数 is inside 累计 and has no column of its own. */
export interface FigureColumn {
  readonly key: CellKey;
  readonly measure: Measure;
  readonly column: Column;
  readonly section: string;
  /** The department block it belongs to; null for the office's own figures. */
  readonly block: string | null;
  /** Columns that share a head stand under it together: 本期 and 累计 of a measure, the cells of a matrix's row. */
  readonly group: string;
  readonly head: string;
  /** Below the head; '' where the head says it all. */
  readonly title: string;
  /** Names the figure where its unit stands beside it; a matrix's cell needs both its names. */
  readonly label: string;
}

/** Figures in the order printed, block by block and section by section. */
export function figureColumns(table: TableDefinition): readonly FigureColumn[] {
  return table.sections.flatMap((section, number) =>
    section.measures.flatMap((measure) => {
      const shown = columnsOf(measure).filter((column) => column !== 'adjust');
      return shown.map((column) => ({
        key: cellKey(measure.key, column),
        measure,
        column,
        section: section.title,
        block: section.block,
        ...headsOf(measure, { section, number, period: periodTitle(measure, { column, of: shown.length }) }),
      }));
    }),
  );
}

function periodTitle(measure: Measure, { column, of }: { readonly column: Column; readonly of: number }): string {
  if (of > 1) return columnNames[column];
  return measure.semantics === 'stock' && !measure.once ? mergeTexts.stock : '';
}

interface Heading {
  readonly section: Section;
  readonly number: number;
  readonly period: string;
}

function headsOf(
  measure: Measure,
  { section, number, period }: Heading,
): Pick<FigureColumn, 'group' | 'head' | 'title' | 'label'> {
  const { cell } = measure;
  const row = section.matrix?.rows.find(({ key }) => key === cell?.row);
  const column = section.matrix?.columns.find(({ key }) => key === cell?.column);
  if (row === undefined || column === undefined)
    return { group: measure.key, head: headOf(measure), title: period, label: measure.label };
  return {
    group: `${number}:${row.key}`,
    head: row.label,
    title: `${labelWithUnit(column)}${period}`,
    label: `${row.label}：${column.label}`,
  };
}

function headOf(measure: Measure): string {
  return measure.kind === 'text' ? measure.label : labelWithUnit(measure);
}

/** What stands for a figure of an office that has none to show; null where there is one, or a blank. */
export function insteadOf({ block }: FigureColumn, { grid, absentBlocks = [] }: MergeRow): string | null {
  if (grid === null) return mergeTexts.absent;
  return block !== null && absentBlocks.includes(block) ? blockTexts.absent : null;
}

/** Whether a total of 家 or 人 is only an upper bound, because no institution codes settle it. */
export function isStarred(measure: Measure, bounds: Bounds | undefined): boolean {
  return bounds === undefined ? isUpperBound(measure) : bounds.least < bounds.most;
}

/** Totals that are upper bounds carry a star, explained below the table. */
export function totalFormat(measure: Measure, bounds: Bounds | undefined): string {
  // `_*` leaves the width of a star, so that digits stay under digits.
  return isStarred(measure, bounds) ? `${numberFormat(measure)}"*"` : `${numberFormat(measure)}_*`;
}
