import type { TableDefinition } from '@duban/tables';

/** Definitions that are kept: more are not in use at once, but for a folder of many forms. */
const KEPT = 16;
const known = new Map<string, TableDefinition>();

/**
 * The definition that came first of those that say the same. Every request brings its own copy, and what is worked out of a
 * definition (rules, layouts) is kept per object: without this it would be worked out for each sheet anew.
 */
export function knownTable(table: TableDefinition): TableDefinition {
  const key = JSON.stringify(table);
  const first = known.get(key) ?? table;
  known.delete(key);
  known.set(key, first);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return first;
}
