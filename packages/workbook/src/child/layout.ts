import type { Column, Measure } from '@duban/tables';
import { additiveFormula, ratioFormula } from './form/formulas.js';

/**
 * What a template and whoever reads it agree on. A template is written by this; a reader trusts only the hidden marks, so a
 * row or column that somebody managed to insert does no harm.
 */
export const marks = {
  /** First cell of the form's hidden column. */
  sheet: 'duban:form',
  /** The row of column titles of the sections that are lists. */
  columns: 'duban:columns',
  /** `duban:header reportUnit@A,period@D`: header fields and the letters they stand in. */
  header: 'duban:header',
  /** `duban:matrix 2:cases@C,amt@D`: the title row of a matrix, with the letters of its columns. */
  matrix: 'duban:matrix',
  /** `duban:row 2:r01`: one row of a matrix. */
  row: 'duban:row',
  /** `duban:block police@G`: the row of a department's first section, with the letter of its 填报 / 不适用. */
  block: 'duban:block',
  /** Column A of a ledger's hidden row: `duban:ledger clues`; the other cells of that row hold the column keys. */
  ledger: 'duban:ledger',
} as const;
export const IDENTITY_SHEET = '_duban';
export const IDENTITY_MARK = 'duban/1';
/** Long or comma-ridden choices of drop-downs stand here. */
export const CHOICES_SHEET = '_choices';

/** The columns of a periodic form; a form that is filled in once has no 上期累计, 上期调整数 and 累计 (form/columns.ts). */
export const columns = {
  number: 'A',
  measure: 'B',
  unit: 'C',
  previous: 'D',
  current: 'E',
  adjust: 'F',
  cumulative: 'G',
  remark: 'H',
  keys: 'I',
} as const;

/** The formula of a periodic form's own cell, or null for one that the clerk fills in. */
export function formulaOf(measure: Measure, column: Column, rowOf: (key: string) => number | undefined): string | null {
  if (measure.semantics === 'flow-additive' && column === 'cumulative') {
    const row = rowOf(measure.key);
    const [previous, current, adjust] = [columns.previous, columns.current, columns.adjust].map((c) => `${c}${row}`);
    return additiveFormula(measure, { previous: previous ?? '', current: current ?? '', adjust: adjust ?? '' });
  }
  if (measure.ratio === undefined) return null;
  const [of, over] = [measure.ratio.of, measure.ratio.over].map((key) => {
    const dot = key.lastIndexOf('.');
    return `${columns[key.slice(dot + 1) as Column]}${rowOf(key.slice(0, dot))}`;
  });
  return ratioFormula({ of: of ?? '', over: over ?? '', decimals: measure.decimals });
}

export function numberFormat(measure: Pick<Measure, 'kind' | 'decimals'>): string {
  const decimals = measure.decimals === 0 ? '0' : `0.${'0'.repeat(measure.decimals)}`;
  return measure.kind === 'ratio' ? `${decimals}%` : decimals;
}

/** The same a little off the cell's right line, as Excel's own formats in Chinese do; an indent is not drawn alike everywhere. */
export function spacedFormat(measure: Pick<Measure, 'kind' | 'decimals'>): string {
  return `${numberFormat(measure)}_ `;
}
