import { keysOf } from './measures.js';
import type { CellKey, Finding, TableDefinition } from './types.js';

type Place = readonly [number, number, number];

/**
 * Findings by place: those on the whole sheet first, then by cell of the form, then by record and column of each ledger; several in
 * one place keep their order.
 */
export function inOrder(table: TableDefinition, findings: readonly Finding[]): readonly Finding[] {
  const keys = keysOf(table);
  const cells = new Map<CellKey, number>(keys.map((key, i) => [key, i]));
  const ledgers = new Map(table.ledgers.map(({ key, columns }, i) => [key, { i, columns: columnRanks(columns) }]));
  const placeOf = ({ key, record }: Finding): Place => {
    if (record !== undefined) {
      const ledger = ledgers.get(record.ledger);
      const column = record.column === null ? -1 : (ledger?.columns.get(record.column) ?? Number.MAX_SAFE_INTEGER);
      return [keys.length + 1 + (ledger?.i ?? ledgers.size), record.row, column];
    }
    return [key === null ? -1 : (cells.get(key) ?? keys.length), 0, 0];
  };
  return findings
    .map((finding) => ({ finding, place: placeOf(finding) }))
    .sort((a, b) => byPlace(a.place, b.place))
    .map(({ finding }) => finding);
}

function columnRanks(columns: readonly { readonly key: string }[]): ReadonlyMap<string, number> {
  return new Map(columns.map(({ key }, i) => [key, i]));
}

function byPlace(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
