import {
  type CellKey,
  type Column,
  cellKey,
  columnsOf,
  isUpperBound,
  type Measure,
  type TableDefinition,
} from '@duban/tables';
import { mergeTexts } from '../wording/merge.js';
import { numberFormat } from './layout.js';

/** One figure column of the merged sheets. 上期调整数 is inside 累计 and has no column of its own. */
export interface FigureColumn {
  readonly key: CellKey;
  readonly measure: Measure;
  readonly column: Column;
  readonly section: string;
  readonly title: string;
}

export function figureColumns(table: TableDefinition): readonly FigureColumn[] {
  return table.sections.flatMap((section) =>
    section.measures.flatMap((measure) => {
      const shown = columnsOf(measure).filter((column) => column !== 'adjust');
      return shown.map((column) => ({
        key: cellKey(measure.key, column),
        measure,
        column,
        section: section.title,
        title:
          shown.length > 1
            ? mergeTexts[column === 'current' ? 'current' : 'cumulative']
            : measure.semantics === 'stock'
              ? mergeTexts.stock
              : '',
      }));
    }),
  );
}

/** `label（unit）` above the columns of a measure. */
export function headOf(measure: Measure): string {
  return measure.kind === 'text' || measure.unit === '' ? measure.label : `${measure.label}（${measure.unit}）`;
}

/** Totals of 家 and 人 carry a star: an upper bound, explained below the table. */
export function totalFormat(measure: Measure): string {
  // `_*` leaves the width of a star, so that digits stay under digits.
  return isUpperBound(measure) ? `${numberFormat(measure)}"*"` : `${numberFormat(measure)}_*`;
}

/** The column letters of a number: 1 → A, 28 → AB. */
export function letterOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** A sum over a range that stays blank when no cell of it has a number: nobody's figures are not 0. */
export function sumFormula(range: string): string {
  return `IF(COUNT(${range})=0,"",SUM(${range}))`;
}
