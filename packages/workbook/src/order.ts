import type { Finding } from '@duban/tables';
import { placeOf } from './cells/address.js';

/** Findings in the order of place: those on the whole workbook first, then sheet by sheet, row by row, from left to right. */
export function inPlaceOrder(findings: readonly Finding[], sheets: readonly string[]): readonly Finding[] {
  const rank = new Map(sheets.map((name, index) => [name, index]));
  const keyed = findings.map((finding) => {
    const at = finding.place === null ? null : placeOf(finding.place.cell);
    const sheet = finding.place === null ? -1 : (rank.get(finding.place.sheet) ?? sheets.length);
    return { finding, sheet, row: at?.row ?? 0, column: at?.column ?? 0 };
  });
  keyed.sort((a, b) => a.sheet - b.sheet || a.row - b.row || a.column - b.column);
  return keyed.map(({ finding }) => finding);
}
