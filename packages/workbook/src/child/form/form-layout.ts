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
import { countedFormulas } from './counted.js';

export const TITLE_ROW = 1;

export type FormRow = { readonly row: number } & (
  | { readonly kind: 'columns' }
  /** `block` on the first section of a department that may be marked 不适用. */
  | { readonly kind: 'section'; readonly section: Section; readonly block: Block | null }
  | { readonly kind: 'measure'; readonly measure: Measure; readonly section: Section; readonly number: number }
  | {
      readonly kind: 'matrix-head';
      readonly matrix: Matrix;
      readonly section: Section;
      readonly index: number;
    }
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
  readonly header: readonly FieldLine[];
  readonly headerSlots: readonly Span[];
  /** What the clerk types about the whole form before the figures (机构编码, 自查费用起始日期). */
  readonly asked: readonly FieldLine[];
  readonly legendRow: number;
  /** The last row that stays on screen when scrolling: titles of the list or of the matrix the form begins with. */
  readonly frozenRow: number;
  readonly rows: readonly FormRow[];
  readonly places: ReadonlyMap<CellKey, FigurePlace>;
  /** 上期累计 by measure. */
  readonly previousAt: ReadonlyMap<string, string>;
  /** Formulas of figures that come from ledgers, by measure; null where only a program can count. */
  readonly counted: ReadonlyMap<string, string | null>;
  /** 填报 / 不适用 of the departments that may be marked, by block key. */
  readonly blockAt: ReadonlyMap<string, string>;
  /** Who answers for the form, below the table. */
  readonly footer: readonly FieldLine[];
  /** Where typed header fields stand. */
  readonly typedSlots: readonly (Span & { readonly label: string })[];
  /** Room for the seal, beside or below the footer. */
  readonly seal: Span & { readonly top: number; readonly bottom: number };
  /** First and last row that holds figures. */
  readonly body: { readonly from: number; readonly to: number };
  readonly lastRow: number;
}

export interface FieldLine {
  readonly row: number;
  readonly fields: readonly HeaderField[];
}

/** The fields that are signed with: they stand at the foot of every form. */
const SIGNATURES: readonly string[] = ['unitLeader', 'reviewer', 'filler', 'phone', 'filedOn'];

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Where everything of a form stands, from its definition alone. */
export function layoutOf(table: TableDefinition): FormLayout {
  const columns = formColumns(table);
  const headerSlots = slots(columns);
  const typedSlots = typedSlotsOf(columns);
  const prefilled = table.header.filter((field) => field.prefilled);
  const header = [];
  for (let i = 0; i <= prefilled.length; i += headerSlots.length) {
    header.push({ row: TITLE_ROW + 1 + header.length, fields: prefilled.slice(i, i + headerSlots.length) });
  }
  const typed = table.header.filter((field) => !field.prefilled);
  const isSignature = ({ key }: HeaderField) => SIGNATURES.includes(key);
  const asked = lines(
    typed.filter((field) => !isSignature(field)),
    { after: TITLE_ROW + header.length, perLine: typedSlots.length },
  );
  const legendRow = TITLE_ROW + header.length + asked.length + 1;
  const rows = bodyRows(table, legendRow);
  const lastBody = rows.at(-1)?.row ?? legendRow;
  const footer = lines(typed.filter(isSignature), { after: lastBody + 1, perLine: typedSlots.length });
  const seal = sealOf(columns, { footer, after: lastBody + 1 });
  const [first, second] = rows;
  const frozenRow = first?.kind === 'columns' ? first.row : second?.kind === 'matrix-head' ? second.row : legendRow;
  const body = { from: legendRow + 1, to: Math.max(lastBody, legendRow + 1) };
  const tops = { columns, header, headerSlots, asked, legendRow, frozenRow, rows, body };
  return {
    ...tops,
    ...figures(rows, columns),
    counted: countedFormulas(table),
    footer,
    typedSlots,
    seal,
    lastRow: seal.bottom,
  };
}

function lines(
  fields: readonly HeaderField[],
  { after, perLine }: { readonly after: number; readonly perLine: number },
): FieldLine[] {
  const found: FieldLine[] = [];
  for (let i = 0; i < fields.length; i += perLine) {
    found.push({ row: after + found.length + 1, fields: fields.slice(i, i + perLine) });
  }
  return found;
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
      push({ kind: 'matrix-head', matrix, section, index });
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

/** Two typed fields to a line. */
function typedSlotsOf(columns: FormColumns): FormLayout['typedSlots'] {
  if (isWide(columns)) {
    return [
      { label: 'B', from: 'C', to: 'D' },
      { label: 'E', from: 'F', to: 'G' },
    ];
  }
  return [
    { label: 'B', from: 'C', to: 'C' },
    { label: 'D', from: 'E', to: columns.last },
  ];
}

/** The seal stands in the last column beside the signatures, or below them where the form is too narrow. */
function sealOf(
  columns: FormColumns,
  { footer, after }: { readonly footer: readonly FieldLine[]; readonly after: number },
): FormLayout['seal'] {
  const bottom = footer.at(-1)?.row ?? after;
  if (isWide(columns) && footer.length > 0) return { from: 'H', to: columns.last, top: after + 1, bottom };
  return { from: blockLetter(columns), to: columns.last, top: bottom + 1, bottom: bottom + 1 };
}

function isWide({ last }: FormColumns): boolean {
  return columnOf(last) >= 8;
}

export function rangeOf({ from, to }: Span, row: number): string {
  return from === to ? `${from}${row}` : `${from}${row}:${to}${row}`;
}
