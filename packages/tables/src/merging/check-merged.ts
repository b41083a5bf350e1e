import { ratioFindings } from '../checking/cells.js';
import { figureFindings } from '../checking/rules.js';
import { inOrder } from '../in-order.js';
import { namesOf } from '../language/names.js';
import { cellKey, cellLabel, columnsOf, measuresOf } from '../measures.js';
import { measuresOfBlocks } from '../parts.js';
import type { Against, Bounds, CellKey, Finding, Grid, Ledgers, Measure, Part, TableDefinition } from '../types.js';
import { formatWithUnit } from '../values.js';
import { mergedTexts } from '../wording/merging.js';
import { mergeOpened, type Opened, openPart } from './sheets.js';

/** The totals of a round and the sheets they were made of. */
export interface MergedSheets extends Against {
  readonly totals: Grid;
  readonly parts: readonly Part[];
}

/**
 * What is wrong with the totals of a round: sums that are not the sum of the offices, 家 and 人 outside their bounds, ratios that were
 * not computed from the totals, owed blocks that nobody filled in, and the table's checks with `scope: merged` (their ledgers are those of all parts
 * together).
 */
export function checkMerged(table: TableDefinition, { totals, parts, ...against }: MergedSheets): readonly Finding[] {
  const opened = parts.map((part) => openPart(table, part));
  const { bounds, sums } = mergeOpened(table, opened);
  const { previous = null, ...others } = against;
  const facts = { ...namesOf(table), grid: totals, previous, ...others, records: together(table, opened) };
  const rules = table.checks.filter(({ scope }) => scope === 'merged');
  return inOrder(table, [
    ...missingBlocks(table, opened),
    ...measuresOf(table).flatMap((measure) => totalFindings(measure, { totals, sums, bounds })),
    ...figureFindings(rules, { table, facts }),
  ]);
}

function together(table: TableDefinition, opened: readonly Opened[]): Ledgers {
  const there = table.ledgers.filter(({ key }) => opened.some(({ ledgers }) => ledgers[key] !== undefined));
  return Object.fromEntries(there.map(({ key }) => [key, opened.flatMap(({ ledgers }) => ledgers[key] ?? [])]));
}

function missingBlocks(table: TableDefinition, opened: readonly Opened[]): readonly Finding[] {
  return table.blocks
    .filter(({ optional }) => !optional)
    .filter(({ key }) => {
      const cells = [...measuresOfBlocks(table, [key])].map((measure) => cellKey(measure, 'current'));
      return !opened.some(({ grid }) => cells.some((cell) => typeof grid[cell] === 'number'));
    })
    .map(({ label }) => {
      const { blockFound: found, blockExpected: expected } = mergedTexts;
      const message = mergedTexts.block(label);
      return { check: 'block-missing', severity: 'E', key: null, label, place: null, found, expected, message };
    });
}

interface Right {
  readonly totals: Grid;
  readonly sums: Grid;
  readonly bounds: Readonly<Partial<Record<CellKey, Bounds>>>;
}

function totalFindings(measure: Measure, { totals, sums, bounds }: Right): readonly Finding[] {
  if (measure.kind === 'text') return [];
  if (measure.kind === 'ratio') return ratioFindings(measure, totals);
  return columnsOf(measure).flatMap((column): readonly Finding[] => {
    const key = cellKey(measure.key, column);
    const value = totals[key] ?? null;
    const at = { severity: 'E', key, label: cellLabel(measure, column), place: null } as const;
    const found = value === null ? mergedTexts.blank : formatWithUnit(measure, value);
    const between = bounds[key];
    if (between !== undefined) {
      if (typeof value === 'number' && between.least <= value && value <= between.most) return [];
      const printed = (end: number) => formatWithUnit(measure, end);
      const expected = mergedTexts.boundsExpected(printed(between.least), printed(between.most));
      return [
        { ...at, check: 'merged-bounds', found, expected, message: mergedTexts.bounds(at.label, found, expected) },
      ];
    }
    const sum = sums[key] ?? null;
    if (value === sum) return [];
    const expected = sum === null ? mergedTexts.blank : formatWithUnit(measure, sum);
    const message = mergedTexts.sum(at.label, found, expected);
    return [{ ...at, check: 'merged-sum', found, expected: mergedTexts.sumExpected(expected), message }];
  });
}
