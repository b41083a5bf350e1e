import type { Finding, TableDefinition } from '@duban/tables';

/** A finding about the whole form. */
export function about(
  table: TableDefinition,
  said: Pick<Finding, 'check' | 'severity' | 'found' | 'expected' | 'message'>,
): Finding {
  return { ...said, key: null, label: table.title, place: null };
}
