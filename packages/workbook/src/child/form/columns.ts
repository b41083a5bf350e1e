import type { Matrix, Measure, Section, TableDefinition } from '@duban/tables';
import { columnsOf, measuresOf } from '@duban/tables';
import { columnLetters, columnNumber } from '../../cells/address.js';
import { labelWithUnit } from '../layout.js';
import { widthOf } from '../styles.js';

/** Where the columns of one form stand. What a form filled in once does not have is null. */
export interface FormColumns {
  readonly number: string;
  readonly measure: string;
  readonly unit: string;
  readonly previous: string | null;
  readonly current: string;
  readonly adjust: string | null;
  readonly cumulative: string | null;
  readonly remark: string;
  /** The last column that is printed. */
  readonly last: string;
  /** The hidden marks. */
  readonly keys: string;
  /** What was reported last time, beside what is printed; hidden where there is nothing. */
  readonly lastPeriod: string;
  /** Live hints, last, so that they may be as long as they need. */
  readonly check: string;
  readonly widths: Readonly<Record<string, number>>;
}

const PERIODIC = { A: 5.5, B: 38, C: 9, D: 12, E: 13, F: 12, G: 13, H: 38 } as const;
const ONCE = { A: 5.5, B: 44, C: 16, D: 21, E: 47 } as const;
/** Widths of a matrix's columns: 例次, 金额; 备注. */
const FIGURE = 14;
const TEXT = 30;
const CHECK = 60;

/** The columns of a table's form: those of its lists, widened by its matrices. */
export function formColumns(table: TableDefinition): FormColumns {
  const once = isOnce(table);
  const matrices = table.sections.filter((section) => section.matrix !== null);
  const lists = table.sections.length === 0 || matrices.length < table.sections.length;
  const widths: Record<string, number> = once && !lists ? { A: 5.5, B: 44, C: 16 } : { ...(once ? ONCE : PERIODIC) };
  for (const section of matrices) {
    for (const [i, width] of matrixWidths(section).entries()) {
      const letter = columnLetters(3 + i);
      widths[letter] = Math.max(widths[letter] ?? 0, width);
    }
  }
  for (let i = 3; i <= 5; i += 1) widths[columnLetters(i)] ??= FIGURE;
  const count = Object.keys(widths).length;
  const common = {
    number: 'A',
    measure: 'B',
    unit: 'C',
    last: columnLetters(count),
    keys: columnLetters(count + 1),
    lastPeriod: columnLetters(count + 2),
    check: columnLetters(count + 3),
    widths: { ...widths, [columnLetters(count + 2)]: FIGURE, [columnLetters(count + 3)]: CHECK },
  };
  return once
    ? { ...common, previous: null, current: 'D', adjust: null, cumulative: null, remark: 'E' }
    : { ...common, previous: 'D', current: 'E', adjust: 'F', cumulative: 'G', remark: 'H' };
}

/** Whether the form has 本期 only: no measure of a list has a 累计. */
export function isOnce(table: TableDefinition): boolean {
  return table.frame === 'once' || measuresOf(table).every((measure) => columnsOf(measure).length === 1);
}

function matrixWidths({ matrix, measures }: Section): readonly number[] {
  const columns = matrix?.columns ?? [];
  return columns.map((column) => {
    const isText = measures.some((measure: Measure) => measure.cell?.column === column.key && measure.kind === 'text');
    return isText ? TEXT : Math.max(FIGURE, Math.ceil(widthOf(labelWithUnit(column)) / 2) + 4);
  });
}

/** A text stands in the first column of figures and runs to the end of its row. */
export function textLetter(columns: FormColumns): string {
  return columns.previous ?? columns.current;
}

/** 填报 / 不适用 stands before the last column. */
export function blockLetter(columns: FormColumns): string {
  return columnLetters(columnNumber(columns.last) - 1);
}

export function matrixLetter(matrix: Matrix, column: string): string {
  return columnLetters(3 + matrix.columns.findIndex(({ key }) => key === column));
}
