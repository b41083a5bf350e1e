import { readdirSync, readFileSync } from 'node:fs';
import {
  type CellKey,
  cellKey,
  columnsOf,
  cumulate,
  type Grid,
  type LedgerColumn,
  type LedgerRow,
  type Ledgers,
  type Measure,
  measuresOf,
  type TableDefinition,
  type Value,
  withCounts,
} from '@duban/tables';
import { loadTable } from '@duban/tables/schema';
import fc from 'fast-check';

const folder = new URL('../../../seeds/tables/', import.meta.url);

/** Every form that is shipped, by its id. */
export const shipped: readonly TableDefinition[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => loadTable(readFileSync(new URL(name, folder), 'utf8'), name));

export function form(id: string): TableDefinition {
  const found = shipped.find((table) => table.id === id);
  if (found === undefined) throw new Error(`no form ${id}`);
  return found;
}

export interface Filled {
  readonly grid: Grid;
  readonly ledgers: Ledgers;
  readonly absentBlocks: readonly string[];
}

const letters = fc.string({
  unit: fc.constantFrom('专', '项', '整', '治', '某', 'A', '，', '=', '+', '"', '<', '&'),
  minLength: 1,
  maxLength: 12,
});
/** A text that neither looks like a number nor like a word the reader knows. */
const words = letters.map((text) => `记${text}事`);

function figure({ kind, semantics }: Measure): fc.Arbitrary<Value> {
  if (kind === 'text') return fc.option(words);
  if (kind === 'money') return fc.option(fc.integer({ min: 0, max: 1e13 }));
  return fc.option(fc.integer({ min: 0, max: semantics === 'stock' ? 1e6 : 1e9 }));
}

function field(column: LedgerColumn): fc.Arbitrary<Value> {
  switch (column.kind) {
    case 'choice':
      return fc.option(fc.constantFrom(...column.choices));
    case 'date':
      return fc.option(
        fc
          .date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
      );
    case 'code':
      return fc.option(fc.stringMatching(/^[A-Z][0-9]{17}$/));
    case 'money':
      return fc.option(fc.integer({ min: 0, max: 1e12 }));
    case 'count':
      return fc.option(fc.integer({ min: 0, max: 1e6 }));
    case 'number':
      return fc.option(fc.integer({ min: 0, max: 1e4 }).map((n) => n / 10 ** column.decimals));
    case 'text':
      return fc.option(words);
  }
}

function record(columns: readonly LedgerColumn[]): fc.Arbitrary<LedgerRow> {
  const fields = Object.fromEntries(columns.map((column) => [column.key, field(column)]));
  return fc.record(fields).filter((row) => Object.values(row).some((value) => value !== null));
}

/** Anything a form may be filled in with, as it comes back: what the form computes and counts is computed and counted. */
export function anyFilled(table: TableDefinition): fc.Arbitrary<Filled> {
  const typed = measuresOf(table).filter(({ kind, from }) => kind !== 'ratio' && from === undefined);
  const cells = typed.flatMap((measure) =>
    columnsOf(measure).map((column) => {
      // 累计 that the form adds up is the form's; blank where 本期 is.
      const computed = measure.semantics === 'flow-additive' && column === 'cumulative';
      return [cellKey(measure.key, column), computed ? fc.constant(null) : figure(measure)] as const;
    }),
  );
  const ledgers = Object.fromEntries(
    table.ledgers.map((ledger) => [ledger.key, fc.array(record(ledger.columns), { maxLength: 6 })]),
  );
  const absent = fc.subarray(table.blocks.filter(({ optional }) => optional).map(({ key }) => key));
  return fc
    .record({ grid: fc.record(Object.fromEntries(cells)), ledgers: fc.record(ledgers), absentBlocks: absent })
    .map(({ grid, ledgers: records, absentBlocks }) => {
      const there: Partial<Record<CellKey, Value>> = { ...(grid as Grid) };
      for (const section of table.sections) {
        if (section.block === null || !absentBlocks.includes(section.block)) continue;
        for (const measure of section.measures)
          for (const column of columnsOf(measure)) there[cellKey(measure.key, column)] = null;
      }
      return { grid: cumulate(table, withCounts(table, there, records)), ledgers: records, absentBlocks };
    });
}
