import { checkGrid, type Finding, type Grid, inOrder, type TableDefinition } from '@duban/tables';
import type { ReadSheet } from './contract.js';

/**
 * All findings on one sheet in the order of place: what reading it had to say, then the table's checks, each with the cell
 * it points at. A cell that reading could not use is not also called blank. `previous`: last accepted 累计, {} at first, null when
 * an earlier period is missing.
 */
export function checkSheet(
  read: Pick<ReadSheet, 'grid' | 'places' | 'findings'>,
  { table, previous = {} }: { readonly table: TableDefinition; readonly previous?: Grid | null },
): readonly Finding[] {
  const refused = new Set(read.findings.filter((finding) => finding.severity === 'E').map((finding) => finding.key));
  const judged = checkGrid(table, read.grid, { previous })
    .filter((finding) => !(finding.check === 'blank' && refused.has(finding.key)))
    .map((finding) => ({ ...finding, place: (finding.key === null ? null : read.places[finding.key]) ?? null }));
  return inOrder(table, [...read.findings, ...judged]);
}
