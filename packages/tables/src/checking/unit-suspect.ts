import { withinPercent } from '../language/amounts.js';
import { cellKey, cellLabel, columnsOf, isAmount } from '../measures.js';
import type { CellKey, Finding, Measure } from '../types.js';
import { formatWithUnit } from '../values.js';
import { unitReferences, unitTexts } from '../wording/findings.js';
import type { Sheet } from './sheet.js';

/** 元 for 万元, or the other way round (tables.md §1.1). */
const SLIP = 10_000;
const PERCENT = 5;
/** The office's own last figure is the strongest evidence, its own of last year the next. */
const REFERENCES = ['lastPeriod', 'base', 'peers'] as const;

/** Figures that are about 10,000 times, or a 10,000th of, what they were or what others have. */
export function unitFindings({ measures, grid, against }: Sheet): readonly Finding[] {
  return measures.flatMap((measure) => {
    if (!isAmount(measure)) return [];
    const suspect = columnsOf(measure)
      .filter((column) => column !== 'adjust')
      .flatMap((column) => suspicion(measure, { key: cellKey(measure.key, column), grid, against, column }));
    // 累计 that is added up slips with 本期: one cause, one finding.
    return measure.semantics === 'flow-additive' ? suspect.slice(0, 1) : suspect;
  });
}

interface Cell extends Pick<Sheet, 'grid' | 'against'> {
  readonly key: CellKey;
  readonly column: Parameters<typeof cellLabel>[1];
}

function suspicion(measure: Measure, { key, grid, against, column }: Cell): readonly Finding[] {
  const value = grid[key];
  if (typeof value !== 'number' || !(value > 0)) return [];
  for (const name of REFERENCES) {
    const reference = against[name]?.[key];
    if (typeof reference !== 'number' || !slipped(value, reference)) continue;
    const label = cellLabel(measure, column);
    const found = formatWithUnit(measure, value);
    const other = formatWithUnit(measure, reference);
    const expected = unitTexts.expected(unitReferences[name], other);
    const more = value > reference;
    const message = unitTexts.suspect(label, found, { reference: unitReferences[name], value: other, more });
    return [{ check: 'unit-suspect', severity: 'W', key, label, place: null, found, expected, message }];
  }
  return [];
}

function slipped(value: number, reference: number): boolean {
  if (!(reference > 0)) return false;
  return withinPercent(value, reference * SLIP, PERCENT) || withinPercent(value * SLIP, reference, PERCENT);
}
