import type { Block, Ledger, Matrix, Measure, Section, TableDefinition } from '@duban/tables';

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

/** The rows between the legend and the signatures, in the order printed; the first stands below row `after`. */
export function bodyRows(table: TableDefinition, after: number): FormRow[] {
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
