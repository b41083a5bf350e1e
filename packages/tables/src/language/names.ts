import { editDistance } from '../edit-distance.js';
import { isAmount } from '../measures.js';
import { oncePer } from '../once-per.js';
import type { Block, Ledger, LedgerColumn, Measure, Section, TableDefinition } from '../types.js';
import { ExpressionError } from './syntax.js';

/** What the names in a table's rules mean. */
export interface Names {
  readonly measures: ReadonlyMap<string, Measure>;
  /** What `sum(@…)` may add up: sections and blocks by key, columns of a matrix as `section.column`. */
  readonly groups: ReadonlyMap<string, readonly Measure[]>;
  /** The rows of each matrix, by the key of its section. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
  readonly ledgers: ReadonlyMap<string, Ledger>;
}

export interface Sections {
  readonly sections: readonly Section[];
  readonly blocks: readonly Block[];
  readonly ledgers: readonly Ledger[];
}

/** The names of a table, looked up once per table. */
export const namesOf: (table: TableDefinition) => Names = oncePer(collectNames);

export function collectNames({ sections, blocks, ledgers }: Sections): Names {
  const groups = new Map<string, readonly Measure[]>();
  for (const { key, measures, matrix } of sections) {
    if (key === null) continue;
    groups.set(key, measures.filter(isAmount));
    for (const column of matrix?.columns ?? []) {
      const inColumn = measures.filter((measure) => measure.cell?.column === column.key);
      groups.set(`${key}.${column.key}`, inColumn.filter(isAmount));
    }
  }
  for (const { key } of blocks) {
    const inBlock = sections.filter((section) => section.block === key).flatMap((section) => section.measures);
    groups.set(key, inBlock.filter(isAmount));
  }
  return {
    measures: new Map(sections.flatMap((section) => section.measures.map((measure) => [measure.key, measure]))),
    groups,
    rows: new Map(
      sections.flatMap(({ key, matrix }) =>
        key === null || matrix === null ? [] : [[key, matrix.rows.map((row) => row.key)]],
      ),
    ),
    ledgers: new Map(ledgers.map((ledger) => [ledger.key, ledger])),
  };
}

const columnsByKey = oncePer(
  (ledger: Ledger): ReadonlyMap<string, LedgerColumn> => new Map(ledger.columns.map((column) => [column.key, column])),
);

/** A column by its key; undefined when the ledger has none of that name. */
export function columnOf(ledger: Ledger, key: string): LedgerColumn | undefined {
  return columnsByKey(ledger).get(key);
}

interface Sought {
  readonly at: number;
  /** 指标, 台账 … */
  readonly what: string;
}

/** The thing of that name, or an {@link ExpressionError} with the nearest names. */
export function named<T>(name: string, among: ReadonlyMap<string, T>, { at, what }: Sought): T {
  const thing = among.get(name);
  if (thing !== undefined) return thing;
  throw new ExpressionError(
    at,
    `没有${what}“${name}”`,
    nearest(name, [...among.keys()]).join('、') || `（没有${what}）`,
  );
}

export function columnNamed(ledger: Ledger, { key, at }: { readonly key: string; readonly at: number }): LedgerColumn {
  return named(key, columnsByKey(ledger), { at, what: `“${ledger.title}”的列` });
}

/** The few names closest to what was written, so that a typing slip is seen at once. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  const ranked = names.map((candidate) => ({ candidate, distance: editDistance(name, candidate) }));
  return ranked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
