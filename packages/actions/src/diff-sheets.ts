import {
  cellKey,
  cellLabel,
  columnsOf,
  formatWithUnit,
  type Ledger,
  type LedgerColumn,
  type LedgerRow,
  measuresOf,
  type SheetData,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import { differenceTexts as texts } from './folder/wording.js';

/** One thing that differs between two versions of a form, as printed. */
export interface SheetDifference {
  readonly kind: 'figure' | 'record-added' | 'record-removed' | 'record-changed' | 'block';
  /** `检查家次（本期）`, `线索台账：XS-001，核查状态`. */
  readonly what: string;
  /** With unit; empty for blank or absent. */
  readonly before: string;
  readonly after: string;
  /** After less before, with unit; empty where that makes no sense. */
  readonly change: string;
}

/** What a version says differently than the one before: figures with labels and units, ledgers record by record (told apart by their unique columns, else by their order). */
export function diffSheets(
  table: TableDefinition,
  { before, after }: { readonly before: SheetData; readonly after: SheetData },
): readonly SheetDifference[] {
  return [
    ...blocks(table, { before, after }),
    ...figures(table, { before, after }),
    ...table.ledgers.flatMap((ledger) =>
      records(ledger, { before: before.ledgers[ledger.key] ?? [], after: after.ledgers[ledger.key] ?? [] }),
    ),
  ];
}

interface Both<T> {
  readonly before: T;
  readonly after: T;
}

function blocks({ blocks: all }: TableDefinition, { before, after }: Both<SheetData>): SheetDifference[] {
  const said = (data: SheetData, key: string) => (data.absentBlocks.includes(key) ? texts.absent : texts.filled);
  return all
    .filter(({ key }) => said(before, key) !== said(after, key))
    .map(({ key, label }) => ({
      kind: 'block',
      what: label,
      before: said(before, key),
      after: said(after, key),
      change: '',
    }));
}

function figures(table: TableDefinition, { before, after }: Both<SheetData>): SheetDifference[] {
  return measuresOf(table).flatMap((measure) =>
    columnsOf(measure).flatMap((column): SheetDifference[] => {
      const key = cellKey(measure.key, column);
      const [was, is] = [before.grid[key] ?? null, after.grid[key] ?? null];
      if (was === is) return [];
      const printed = (value: Value) => (value === null ? '' : formatWithUnit(measure, value));
      const change = typeof was === 'number' && typeof is === 'number' ? signed(is - was, printed) : '';
      return [{ kind: 'figure', what: cellLabel(measure, column), before: printed(was), after: printed(is), change }];
    }),
  );
}

function signed(difference: number, printed: (value: Value) => string): string {
  return `${difference > 0 ? '+' : ''}${printed(difference)}`;
}

function records(ledger: Ledger, { before, after }: Both<readonly LedgerRow[]>): SheetDifference[] {
  const [was, is] = [byKey(ledger, before), byKey(ledger, after)];
  const about = (key: string) => texts.record(ledger.title, key);
  const gone = [...was].filter(([key]) => !is.has(key));
  const fresh = [...is].filter(([key]) => !was.has(key));
  const none = { before: '', after: '', change: '' };
  return [
    ...gone.map(
      ([key, row]): SheetDifference => ({
        kind: 'record-removed',
        what: about(key),
        ...none,
        before: wholeRow(ledger, row),
      }),
    ),
    ...fresh.map(
      ([key, row]): SheetDifference => ({
        kind: 'record-added',
        what: about(key),
        ...none,
        after: wholeRow(ledger, row),
      }),
    ),
    ...[...is].flatMap(([key, row]) => {
      const old = was.get(key);
      return old === undefined ? [] : changes(ledger, { name: about(key), before: old, after: row });
    }),
  ];
}

function changes(
  ledger: Ledger,
  { name, before, after }: Both<LedgerRow> & { readonly name: string },
): SheetDifference[] {
  return ledger.columns.flatMap((column): SheetDifference[] => {
    const [was, is] = [before[column.key] ?? null, after[column.key] ?? null];
    if (was === is) return [];
    return [
      {
        kind: 'record-changed',
        what: texts.field(name, column.label),
        before: printed(column, was),
        after: printed(column, is),
        change: '',
      },
    ];
  });
}

/** Records by what names them; two alike are told apart by their order, and so are all where nothing names them. */
function byKey({ unique, columns }: Ledger, rows: readonly LedgerRow[]): ReadonlyMap<string, LedgerRow> {
  const found = new Map<string, LedgerRow>();
  const naming = columns.filter(({ key }) => unique.includes(key));
  for (const [at, row] of rows.entries()) {
    const name = naming.map((column) => printed(column, row[column.key] ?? null)).join(' ');
    let key = name === '' ? texts.nth(at + 1) : name;
    for (let n = 2; found.has(key); n += 1) key = texts.again(name, n);
    found.set(key, row);
  }
  return found;
}

function wholeRow({ columns }: Ledger, row: LedgerRow): string {
  return columns
    .map((column) => printed(column, row[column.key] ?? null))
    .filter((text) => text !== '')
    .join(texts.comma);
}

function printed(column: LedgerColumn, value: Value): string {
  return value === null ? '' : formatWithUnit(column, value);
}
