import type { Measure, Section, TableDefinition } from '@duban/tables';
import { columnsOf, measuresOf } from '@duban/tables';
import { letterOf } from '../letters.js';
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
const ONCE = { A: 5.5, B: 44, C: 16, D: 18, E: 50 } as const;
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
      const letter = letterOf(3 + i);
      widths[letter] = Math.max(widths[letter] ?? 0, width);
    }
  }
  for (let i = 3; i <= 5; i += 1) widths[letterOf(i)] ??= FIGURE;
  const count = Object.keys(widths).length;
  const common = {
    number: 'A',
    measure: 'B',
    unit: 'C',
    last: letterOf(count),
    keys: letterOf(count + 1),
    lastPeriod: letterOf(count + 2),
    check: letterOf(count + 3),
    widths: { ...widths, [letterOf(count + 2)]: FIGURE, [letterOf(count + 3)]: CHECK },
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
    return isText ? TEXT : Math.max(FIGURE, Math.ceil(widthOf(matrixTitle(column)) / 2) + 4);
  });
}

/** `违规金额（万元）` */
export function matrixTitle({ label, unit }: { readonly label: string; readonly unit: string }): string {
  return unit === '' || label.includes(`（${unit}）`) ? label : `${label}（${unit}）`;
}
