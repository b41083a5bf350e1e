import { cellKey, cellLabel, columnsOf, measuresOf } from '../measures.js';
import { measuresOfBlocks } from '../parts.js';
import type { Block, Column, Finding, Measure } from '../types.js';
import { formatWithUnit, isBlank } from '../values.js';
import { blockTexts } from '../wording/findings.js';
import type { Sheet } from './sheet.js';

/** Blocks marked 不适用 that are owed, or that hold figures all the same: one finding for each block. */
export function blockFindings(sheet: Sheet): readonly Finding[] {
  return sheet.table.blocks
    .filter(({ key }) => sheet.absentBlocks.includes(key))
    .flatMap((block) => [...(block.optional ? [] : [owed(block)]), ...filledIn(block, sheet)]);
}

function owed({ label }: Block): Finding {
  const { owedFound: found, owedExpected: expected } = blockTexts;
  const message = blockTexts.owed(label);
  return { check: 'block-required', severity: 'E', key: null, label, place: null, found, expected, message };
}

function filledIn(block: Block, { table, typed }: Sheet): readonly Finding[] {
  const measures = measuresOfBlocks(table, [block.key]);
  for (const measure of measuresOf(table)) {
    if (!measures.has(measure.key)) continue;
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const value = typed[key] ?? null;
      // What the sheet computes by itself shows a 0 that nobody typed.
      if (isBlank(value) || computed(measure, column)) continue;
      const found = formatWithUnit(measure, value);
      const label = cellLabel(measure, column);
      const message = blockTexts.filled(block.label, label, found);
      const { filledExpected: expected } = blockTexts;
      return [{ check: 'block-filled', severity: 'E', key, label, place: null, found, expected, message }];
    }
  }
  return [];
}

function computed(measure: Measure, column: Column): boolean {
  if (measure.kind === 'ratio') return true;
  if (column === 'current') return measure.from !== undefined;
  return column === 'cumulative' && measure.semantics === 'flow-additive';
}
