import {
  type CellKey,
  type Column,
  cellKey,
  columnsOf,
  type HeaderField,
  type Measure,
  oncePer,
  type Section,
  type TableDefinition,
} from '@duban/tables';
import { blockLetter, type FormColumns, formColumns, matrixLetter, textLetter } from './columns.js';
import { countedFormulas } from './counted.js';
import { bodyRows, type FormRow } from './form-rows.js';
import {
  type FieldLine,
  headerSlots,
  lines,
  type Seal,
  type Span,
  sealOf,
  type TypedSlot,
  typedSlotsOf,
} from './slots.js';

export const TITLE_ROW = 1;

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
  readonly typedSlots: readonly TypedSlot[];
  /** Room for the seal, beside or below the footer. */
  readonly seal: Seal;
  readonly lastRow: number;
}

/** The fields that are signed with: they stand at the foot of every form. */
const SIGNATURES: readonly string[] = ['unitLeader', 'reviewer', 'filler', 'phone', 'filedOn'];

/** Where everything of a form stands, from its definition alone. */
export const layoutOf: (table: TableDefinition) => FormLayout = oncePer((table) => {
  const columns = formColumns(table);
  const slots = headerSlots(columns);
  const typedSlots = typedSlotsOf(columns);
  const prefilled = table.header.filter((field) => field.prefilled);
  const header = [];
  for (let i = 0; i <= prefilled.length; i += slots.length) {
    header.push({ row: TITLE_ROW + 1 + header.length, fields: prefilled.slice(i, i + slots.length) });
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
  const tops = { columns, header, headerSlots: slots, asked, legendRow, frozenRow, rows };
  return {
    ...tops,
    ...figures(rows, columns),
    counted: countedFormulas(table),
    footer,
    typedSlots,
    seal,
    lastRow: seal.bottom,
  };
});

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
