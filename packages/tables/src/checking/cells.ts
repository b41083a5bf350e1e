import { ratioOf } from '../cumulate.js';
import { cellKey, cellLabel, columnsOf } from '../measures.js';
import type { Column, Finding, Grid, Measure } from '../types.js';
import { formatWithUnit, isBlank } from '../values.js';
import { findingTexts } from '../wording/findings.js';
import type { Sheet } from './sheet.js';

interface CellFacts {
  readonly measure: Measure;
  readonly column: Column;
  readonly grid: Grid;
  readonly explained: boolean;
}

/** Blanks, texts where numbers belong, negatives, unexplained adjustments and ratios that are not what their parts come to. */
export function cellFindings({ measures, grid, explained }: Sheet): readonly Finding[] {
  return measures.flatMap((measure) =>
    columnsOf(measure)
      // Counted measures are not typed: counted.ts compares them.
      .filter((column) => measure.from === undefined || column !== 'current')
      .flatMap((column) => findingsOf({ measure, column, grid, explained })),
  );
}

function findingsOf({ measure, column, grid, explained }: CellFacts): readonly Finding[] {
  const key = cellKey(measure.key, column);
  const value = grid[key] ?? null;
  const label = cellLabel(measure, column);
  const at = { severity: 'E', key, label, place: null } as const;
  if (measure.kind === 'ratio') return ratioFindings(measure, grid);
  if (measure.kind === 'text') {
    if (!isBlank(value) || !measure.required) return [];
    const { blankFound: found, blankTextExpected: expected } = findingTexts;
    return [{ ...at, check: 'blank', found, expected, message: findingTexts.blankText(label) }];
  }
  if (value === null) {
    if (!measure.required || column === 'adjust' || computedFromBlank({ measure, column, grid })) return [];
    const { blankFound: found, blankExpected: expected } = findingTexts;
    return [{ ...at, check: 'blank', found, expected, message: findingTexts.blank(label) }];
  }
  const found = formatWithUnit(measure, value);
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    const text = String(value);
    const expected = findingTexts.notANumberExpected;
    return [{ ...at, check: 'not-a-number', found: text, expected, message: findingTexts.notANumber(label, text) }];
  }
  if (column === 'adjust') {
    if (value === 0 || explained) return [];
    const expected = findingTexts.adjustExpected;
    return [{ ...at, check: 'adjust-unexplained', found, expected, message: findingTexts.adjust(label, found) }];
  }
  if (value >= 0) return [];
  const expected = findingTexts.negativeExpected;
  return [{ ...at, check: 'negative', found, expected, message: findingTexts.negative(label, found) }];
}

/** 累计 that the sheet itself computes is blank because 本期 is: one cause, one finding. */
function computedFromBlank({ measure, column, grid }: Omit<CellFacts, 'explained'>): boolean {
  return (
    measure.semantics === 'flow-additive' &&
    column === 'cumulative' &&
    (grid[cellKey(measure.key, 'current')] ?? null) === null
  );
}

/** A ratio that is not what its parts come to. */
export function ratioFindings(measure: Measure, grid: Grid): readonly Finding[] {
  const key = cellKey(measure.key, 'current');
  const value = grid[key] ?? null;
  const right = ratioOf(measure, grid);
  if (value === null || value === right) return [];
  const label = cellLabel(measure, 'current');
  const found = formatWithUnit(measure, value);
  const expected = right === null ? findingTexts.blankFound : formatWithUnit(measure, right);
  const message = findingTexts.ratio(label, found, expected);
  return [{ check: 'ratio', severity: 'E', key, label, place: null, found, expected, message }];
}
