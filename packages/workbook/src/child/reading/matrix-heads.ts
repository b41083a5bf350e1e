import type { Finding, Matrix } from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import { labelWithUnit } from '../layout.js';
import { labelOf } from './labels.js';
import { onSheet, textAt } from './spots.js';

interface HeadRow {
  readonly sheet: CellSheet;
  readonly row: number;
  /** By the matrix's mark: the letters of the day the template was made. */
  readonly columns: ReadonlyMap<string, number>;
}

export interface MatrixHeads {
  readonly columns: ReadonlyMap<string, number>;
  /** The column of the row labels; undefined when its title is gone. */
  readonly labels: number | undefined;
  readonly findings: readonly Finding[];
}

/** Where the columns of a template's matrix stand now: titles move with what is below them, the letters in the mark do not. */
export function matrixHeads(matrix: Matrix, head: HeadRow): MatrixHeads {
  const columns = new Map<string, number>();
  const findings: Finding[] = [];
  for (const column of matrix.columns) {
    const at = headed(head, labelWithUnit(column)) ?? renamed(matrix, { head, key: column.key });
    if (at !== undefined) columns.set(column.key, at);
    findings.push(...judged(column, { head, at }));
  }
  return { columns, labels: headed(head, matrix.rowTitle), findings };
}

function headed({ sheet, row }: HeadRow, title: string): number | undefined {
  const wanted = labelOf(title).text;
  for (let column = 1; column <= sheet.lastColumn; column += 1) {
    if (labelOf(textAt({ sheet, row, column })).text === wanted) return column;
  }
  return undefined;
}

/** Where the mark says, unless another column of the matrix moved there. */
function renamed(
  matrix: Matrix,
  { head: { sheet, row, columns }, key }: { readonly head: HeadRow; readonly key: string },
): number | undefined {
  const column = columns.get(key);
  const seen = column === undefined ? '' : labelOf(textAt({ sheet, row, column })).text;
  return seen === '' || matrix.columns.some((each) => labelOf(labelWithUnit(each)).text === seen) ? undefined : column;
}

function judged(
  column: Matrix['columns'][number],
  { head: { sheet, row }, at }: { readonly head: HeadRow; readonly at: number | undefined },
): readonly Finding[] {
  const { label, unit } = column;
  if (at === undefined) {
    const { layoutFound: found, layoutExpected: expected } = texts;
    const message = texts['column-missing'](label);
    return [onSheet({ check: 'column-missing', severity: 'E', found, expected, message }, { label, spot: null })];
  }
  const spot = { sheet, row, column: at };
  const [found, title] = [textAt(spot), labelWithUnit(column)];
  const [seen, wanted] = [labelOf(found), labelOf(title)];
  if (seen.unit !== wanted.unit) {
    const other = seen.unit ?? texts.blank;
    const message = texts['unit-changed'](label, other);
    return [onSheet({ check: 'unit-changed', severity: 'E', found: other, expected: unit, message }, { label, spot })];
  }
  if (seen.text === wanted.text) return [];
  const message = texts['header-renamed'](found, title);
  return [onSheet({ check: 'header-renamed', severity: 'I', found, expected: title, message }, { label, spot })];
}
