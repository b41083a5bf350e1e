import {
  type Block,
  type CellKey,
  type Column,
  cellKey,
  columnsOf,
  type HeaderField,
  type Ledger,
  type Matrix,
  type Measure,
  type Section,
  type TableDefinition,
} from '@duban/tables';
import { columnOf, letterOf } from '../letters.js';
import { type FormColumns, formColumns } from './columns.js';

export const TITLE_ROW = 1;

export type FormRow = { readonly row: number } & (
  | { readonly kind: 'columns' }
  /** `block` on the first section of a department that may be marked 不适用. */
  | { readonly kind: 'section'; readonly section: Section; readonly block: Block | null }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly section: Section; readonly number: number }
  | { readonly kind: 'matrix-head'; readonly matrix: Matrix; readonly index: number }
  | {
      readonly kind: 'matrix-row';
      readonly matrix: Matrix;
      readonly index: number;
      readonly section: Section;
      readonly line: Matrix['rows'][number];
      readonly number: number;
    }
  /** The rows of a cover, for a table of ledgers only. */
  | { readonly kind: 'ledger-head' }
  | { readonly kind: 'ledger'; readonly ledger: Ledger; readonly number: number }
);

/** A cell that holds a figure of the table. */
export interface FigurePlace {
  readonly measure: Measure;
  readonly column: Column;
  readonly address: string;
  readonly letter: string;
  readonly row: number;
  readonly section: Section;
}

export interface FormLayout {
  readonly columns: FormColumns;
  /** The prefilled header fields under the title, a few to a line; the first free slot is the due. */
  readonly header: readonly { readonly row: number; readonly fields: readonly HeaderField[] }[];
  readonly headerSlots: readonly Span[];
  readonly legendRow: number;
  /** The last row that stays on screen when scrolling: titles of the list or of the matrix the form begins with. */
  readonly frozenRow: number;
  readonly rows: readonly FormRow[];
  readonly places: ReadonlyMap<CellKey, FigurePlace>;
  /** 上期累计 by measure. */
  readonly previousAt: ReadonlyMap<string, string>;
  /** 填报 / 不适用 of the departments that may be marked, by block key. */
  readonly blockAt: ReadonlyMap<string, string>;
  /** The clerk's own header fields below the table. */
  readonly footer: readonly { readonly row: number; readonly fields: readonly HeaderField[] }[];
  readonly footerSlots: readonly (Span & { readonly label: string })[];
  /** Columns for the seal, beside the footer. */
  readonly seal: Span;
  /** First and last row that holds figures. */
  readonly body: { readonly from: number; readonly to: number };
  readonly lastRow: number;
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Where everything of a form stands, from its definition alone. */
export function layoutOf(table: TableDefinition): FormLayout {
  const columns = formColumns(table);
  const headerSlots = slots(columns);
  const prefilled = table.header.filter((field) => field.prefilled);
  const header = [];
  for (let i = 0; i <= prefilled.length; i += headerSlots.length) {
    header.push({ row: TITLE_ROW + 1 + header.length, fields: prefilled.slice(i, i + headerSlots.length) });
  }
  const legendRow = TITLE_ROW + header.length + 1;
  const rows = bodyRows(table, legendRow);
  const { footerSlots, seal } = feet(columns);
  const footer = [];
  const typed = table.header.filter((field) => !field.prefilled);
  let row = (rows.at(-1)?.row ?? legendRow) + 1;
  for (let i = 0; i < typed.length; i += footerSlots.length) {
    row += 1;
    footer.push({ row, fields: typed.slice(i, i + footerSlots.length) });
  }
  const [first, second] = rows;
  const frozenRow = first?.kind === 'columns' ? first.row : second?.kind === 'matrix-head' ? second.row : legendRow;
  const body = { from: legendRow + 1, to: rows.at(-1)?.row ?? legendRow + 1 };
  const tops = { columns, header, headerSlots, legendRow, frozenRow, rows, body };
  return { ...tops, ...figures(rows, columns), footer, footerSlots, seal, lastRow: row };
}

function bodyRows(table: TableDefinition, after: number): FormRow[] {
  const rows: FormRow[] = [];
  const push = (entry: Unplaced) => rows.push({ ...entry, row: after + rows.length + 1 } as FormRow);
  const optional = new Map(table.blocks.filter((block) => block.optional).map((block) => [block.key, block]));
  let number = 0;
  let titled = false;
  for (const [index, section] of table.sections.entries()) {
    if (section.matrix === null && !titled) {
      push({ kind: 'columns' });
      titled = true;
    }
    const block = optional.get(section.block ?? '') ?? null;
    optional.delete(section.block ?? '');
    push({ kind: 'section', section, block });
    if (section.matrix !== null) {
      const { matrix } = section;
      push({ kind: 'matrix-head', matrix, index });
      for (const line of matrix.rows) {
        number += 1;
        push({ kind: 'matrix-row', matrix, index, section, line, number });
      }
      continue;
    }
    for (const measure of section.measures) {
      number += 1;
      push({ kind: 'measure', measure, section, number });
    }
  }
  if (table.sections.length > 0 || table.ledgers.length === 0) return rows;
  push({ kind: 'ledger-head' });
  for (const [i, ledger] of table.ledgers.entries()) push({ kind: 'ledger', ledger, number: i + 1 });
  return rows;
}

type Unplaced = FormRow extends infer R ? (R extends { row: number } ? Omit<R, 'row'> : never) : never;

function figures(
  rows: readonly FormRow[],
  columns: FormColumns,
): Pick<FormLayout, 'places' | 'previousAt' | 'blockAt'> {
  const places = new Map<CellKey, FigurePlace>();
  const previousAt = new Map<string, string>();
  const blockAt = new Map<string, string>();
  for (const entry of rows) {
    const { row } = entry;
    if (entry.kind === 'section' && entry.block !== null) blockAt.set(entry.block.key, `${blockLetter(columns)}${row}`);
    if (entry.kind === 'measure') {
      const { measure, section } = entry;
      if (columns.previous !== null && measure.kind !== 'text')
        previousAt.set(measure.key, `${columns.previous}${row}`);
      for (const column of columnsOf(measure)) {
        const letter = measure.kind === 'text' ? textLetter(columns) : columns[column];
        if (letter === null) continue;
        places.set(cellKey(measure.key, column), { measure, column, letter, row, section, address: `${letter}${row}` });
      }
    }
    if (entry.kind === 'matrix-row') {
      const { section, line, matrix } = entry;
      for (const measure of section.measures.filter(({ cell }) => cell?.row === line.key)) {
        const letter = matrixLetter(matrix, measure.cell?.column ?? '');
        const column = 'current';
        places.set(cellKey(measure.key, column), { measure, column, letter, row, section, address: `${letter}${row}` });
      }
    }
  }
  return { places, previousAt, blockAt };
}

/** A text stands in the first column of figures and runs to the end of its row. */
export function textLetter(columns: FormColumns): string {
  return columns.previous ?? columns.current;
}

/** 填报 / 不适用 stands before the last column. */
export function blockLetter(columns: FormColumns): string {
  return letterOf(columnOf(columns.last) - 1);
}

export function matrixLetter(matrix: Matrix, column: string): string {
  return letterOf(3 + matrix.columns.findIndex(({ key }) => key === column));
}

/** Three slots of about the same width across the form. */
function slots({ widths, last }: FormColumns): readonly Span[] {
  const count = columnOf(last);
  const width = (column: number) => widths[letterOf(column)] ?? 0;
  let total = 0;
  for (let column = 1; column <= count; column += 1) total += width(column);
  const spans: Span[] = [];
  let from = 1;
  for (let left = 2; left >= 0; left -= 1) {
    let to = from;
    let taken = width(from);
    while (to < count - left && (left === 0 || taken < total / 3)) {
      to += 1;
      taken += width(to);
    }
    spans.push({ from: letterOf(from), to: letterOf(to) });
    from = to + 1;
  }
  return spans;
}

/** Two signatures to a line where there is room, with the seal in the last column. */
function feet(columns: FormColumns): Pick<FormLayout, 'footerSlots' | 'seal'> {
  const seal = { from: columns.last, to: columns.last };
  if (columnOf(columns.last) >= 8) {
    const footerSlots = [
      { label: 'B', from: 'C', to: 'D' },
      { label: 'E', from: 'F', to: 'G' },
    ];
    return { footerSlots, seal: { from: 'H', to: columns.last } };
  }
  return { footerSlots: [{ label: 'B', from: 'C', to: letterOf(columnOf(columns.last) - 1) }], seal };
}
