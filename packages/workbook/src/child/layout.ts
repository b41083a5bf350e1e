import type { Printed } from '@duban/tables';

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
/** Who made a workbook of ours, in its properties. */
export const CREATOR = 'Duban 督办';
export const IDENTITY_SHEET = '_duban';
export const IDENTITY_MARK = 'duban/1';
/** Long or comma-ridden choices of drop-downs stand here. */
export const CHOICES_SHEET = '_choices';

/** What stands above a column: `涉案金额（元）`. */
export function labelWithUnit({ label, unit }: { readonly label: string; readonly unit: string }): string {
  return unit === '' || label.includes(`（${unit}）`) ? label : `${label}（${unit}）`;
}

export function numberFormat({ kind, decimals }: Pick<Printed, 'kind' | 'decimals'>): string {
  const digits = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  return kind === 'ratio' ? `${digits}%` : digits;
}

/** The same a little off the cell's right line, as Excel's own formats in Chinese do; an indent is not drawn alike everywhere. */
export function spacedFormat(figure: Pick<Printed, 'kind' | 'decimals'>): string {
  return `${numberFormat(figure)}_ `;
}
