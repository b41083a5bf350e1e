import { countOf } from '../counts.js';
import { cellKey, cellLabel } from '../measures.js';
import { codesOf } from '../merging/codes.js';
import type { Finding, Measure } from '../types.js';
import { formatWithUnit } from '../values.js';
import { findingTexts } from '../wording/findings.js';
import type { Sheet } from './sheet.js';

/**
 * Figures that a ledger of the same sheet also tells. A counted measure that shows something else is an E; one that is typed and
 * only accompanied by a list of codes a W, because the list is what offices are merged by.
 */
export function countedFindings(sheet: Sheet): readonly Finding[] {
  return sheet.measures.flatMap((measure) => {
    if (measure.from !== undefined) return compared(sheet, measure, { check: 'counted', severity: 'E' });
    return measure.distinct === undefined ? [] : compared(sheet, measure, { check: 'distinct', severity: 'W' });
  });
}

function compared(
  { table, typed, ledgers }: Sheet,
  measure: Measure,
  { check, severity }: { readonly check: 'counted' | 'distinct'; readonly severity: Finding['severity'] },
): readonly Finding[] {
  const key = cellKey(measure.key, 'current');
  const value = typed[key] ?? null;
  const right =
    check === 'counted' ? countOf(table, measure, ledgers) : (codesOf(table, measure, ledgers)?.size ?? null);
  if (value === null || right === null || value === right) return [];
  const label = cellLabel(measure, 'current');
  const found = formatWithUnit(measure, value);
  const expected = formatWithUnit(measure, right);
  const message = findingTexts[check](label, found, expected);
  return [{ check, severity, key, label, place: null, found, expected, message }];
}
