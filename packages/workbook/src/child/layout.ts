import {
  type CellKey,
  type Column,
  cellKey,
  columnsOf,
  type HeaderField,
  type Measure,
  measuresOf,
  type TableDefinition,
} from '@duban/tables';

/**
 * Where everything stands on the form. A template is written by this; a reader trusts only the hidden column (`keys`), so a
 * row or column that somebody managed to insert does no harm.
 */
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

export const marks = { sheet: 'duban:form', columns: 'duban:columns', header: 'duban:header' } as const;
export const IDENTITY_SHEET = '_duban';
export const IDENTITY_MARK = 'duban/1';

export const TITLE_ROW = 1;

export interface FormRow {
  readonly row: number;
  readonly section?: string;
  readonly measure?: Measure;
  /** 序号 */
  readonly number?: number;
}

export interface FormLayout {
  /** The prefilled header fields under the title, three to a line; the last slot is the due. */
  readonly header: readonly { readonly row: number; readonly fields: readonly HeaderField[] }[];
  readonly legendRow: number;
  /** The row of column titles, repeated on every printed page. */
  readonly columnRow: number;
  readonly rows: readonly FormRow[];
  /** The clerk's own header fields, two to a line below the table. */
  readonly footer: readonly { readonly row: number; readonly fields: readonly HeaderField[] }[];
  readonly lastRow: number;
}

export function layoutOf(table: TableDefinition): FormLayout {
  const prefilled = table.header.filter((field) => field.prefilled);
  const header = [];
  for (let i = 0; i <= prefilled.length; i += headerSlots.length) {
    header.push({ row: TITLE_ROW + 1 + header.length, fields: prefilled.slice(i, i + headerSlots.length) });
  }
  const legendRow = TITLE_ROW + header.length + 1;
  const columnRow = legendRow + 1;
  const rows: FormRow[] = [];
  let row = columnRow;
  let number = 0;
  for (const section of table.sections) {
    row += 1;
    rows.push({ row, section: section.title });
    for (const measure of section.measures) {
      row += 1;
      number += 1;
      rows.push({ row, measure, number });
    }
  }
  row += 1;
  const typed = table.header.filter((field) => !field.prefilled);
  const footer = [];
  for (let i = 0; i < typed.length; i += 2) {
    row += 1;
    footer.push({ row, fields: typed.slice(i, i + 2) });
  }
  return { header, legendRow, columnRow, rows, footer, lastRow: row };
}

/** Where a value of the footer goes: label and input of the first and the second field on a line. */
export const footerSlots = [
  { label: 'B', from: 'C', to: 'D' },
  { label: 'E', from: 'F', to: 'G' },
] as const;

/** Where the prefilled fields stand: three to a line under the title, each as `label：value` in one merged cell. */
export const headerSlots = [
  { from: 'A', to: 'C' },
  { from: 'D', to: 'G' },
  { from: 'H', to: 'H' },
] as const;

/** The formula of a cell that the form computes itself, or null for one that the clerk fills in. */
export function formulaOf(measure: Measure, column: Column, rowOf: (key: string) => number | undefined): string | null {
  if (measure.semantics === 'flow-additive' && column === 'cumulative') {
    const row = rowOf(measure.key);
    const sum = `N(${columns.previous}${row})+${columns.current}${row}+N(${columns.adjust}${row})`;
    const exact = measure.kind === 'money' ? `ROUND(${sum},${measure.unit === '元' ? 2 : 6})` : sum;
    return `IF(${columns.current}${row}="","",${exact})`;
  }
  if (measure.ratio === undefined) return null;
  const [of, over] = [measure.ratio.of, measure.ratio.over].map((key) => addressOf(key, rowOf));
  return ratioFormula({ of: of ?? '', over: over ?? '', decimals: measure.decimals });
}

/** `of` ÷ `over` as a fraction with the decimals of a percentage; blank where either is blank or `over` is 0. */
export function ratioFormula({ of, over, decimals }: { of: string; over: string; decimals: number }): string {
  return `IF(OR(${over}="",${of}="",N(${over})=0),"",ROUND(${of}/${over},${decimals + 2}))`;
}

function addressOf(key: CellKey, rowOf: (key: string) => number | undefined): string {
  const dot = key.lastIndexOf('.');
  return `${columns[key.slice(dot + 1) as Column]}${rowOf(key.slice(0, dot))}`;
}

/** Whether a formula is one of the form's own, wherever it stands: every other one goes back to the clerk as its value. */
export function isOwnFormula(formula: string): boolean {
  return /^IF\((E\d+=""|OR\([A-Z]\d+="",[A-Z]\d+="",N\([A-Z]\d+\)=0\)),"",(ROUND\()?[A-Z0-9+/(),]+\)$/.test(formula);
}

/** Every figure of the form with its cell; a text stands in the first figure column of its row. */
export function cellsOf(
  table: TableDefinition,
): ReadonlyMap<CellKey, { readonly measure: Measure; readonly column: Column; readonly address: string }> {
  const rows = new Map(layoutOf(table).rows.map(({ measure, row }) => [measure?.key, row]));
  return new Map(
    measuresOf(table).flatMap((measure) =>
      columnsOf(measure).map((column) => {
        const letter = measure.kind === 'text' ? columns.previous : columns[column];
        return [
          cellKey(measure.key, column),
          { measure, column, address: `${letter}${rows.get(measure.key)}` },
        ] as const;
      }),
    ),
  );
}

export function numberFormat(measure: Measure): string {
  const decimals = measure.decimals === 0 ? '0' : `0.${'0'.repeat(measure.decimals)}`;
  return measure.kind === 'ratio' ? `${decimals}%` : decimals;
}
