import {
  type CellKey,
  cellLabel,
  type Finding,
  type Grid,
  measuresOf,
  splitKey,
  type TableDefinition,
} from '@duban/tables';
import { columnLetters, covers } from '../../cells/address.js';
import type { CellSheet } from '../../cells/types.js';
import { readingTexts as texts } from '../../wording/reading.js';
import type { FigureSpot, Located } from './located.js';
import { cellAt, onSheet, placeOf, textAt } from './spots.js';

/** Figures that were taken although nobody sees them, by row and by column. */
export function hiddenFigures(
  table: TableDefinition,
  { located, grid }: { readonly located: Located; readonly grid: Grid },
): readonly Finding[] {
  const rows = new Map<string, FigureSpot>();
  const columns = new Map<string, FigureSpot>();
  for (const [key, spot] of located.figures) {
    if ((grid[key] ?? null) === null || cellAt(spot) === undefined) continue;
    if (spot.sheet.hiddenRows.has(spot.row)) keep(rows, `${spot.sheet.name} ${spot.row}`, spot);
    if (spot.sheet.hiddenColumns.has(spot.column)) keep(columns, `${spot.sheet.name} ${spot.column}`, spot);
  }
  const label = table.title;
  return [
    ...[...rows.values()].map((spot) => {
      const found = texts.hiddenRows(spot.row, spot.row);
      const problem = { check: 'hidden-row', severity: 'W', found, expected: texts.hiddenExpected } as const;
      return onSheet({ ...problem, message: texts['hidden-row'](found, textAt(spot)) }, { label, spot });
    }),
    ...[...columns.values()].map((spot) => {
      const found = texts.hiddenColumn(columnLetters(spot.column));
      const problem = { check: 'hidden-column', severity: 'W', found, expected: texts.hiddenExpected } as const;
      return onSheet({ ...problem, message: texts['hidden-column'](found) }, { label, spot });
    }),
    ...(located.figures.size === 0 ? [] : hiddenSheet(located.sheet, label)),
  ];
}

export function hiddenSheet(sheet: CellSheet, label: string): readonly Finding[] {
  if (sheet.state === 'visible') return [];
  const message = texts['hidden-sheet'](sheet.name);
  const problem = {
    check: 'hidden-sheet',
    severity: 'W',
    found: sheet.name,
    expected: texts.hiddenExpected,
    message,
  } as const;
  return [onSheet(problem, { label, spot: { sheet, row: 1, column: 1 } })];
}

function keep(spots: Map<string, FigureSpot>, key: string, spot: FigureSpot): void {
  const known = spots.get(key);
  if (known === undefined || spot.column < known.column || spot.row < known.row) spots.set(key, spot);
}

/** One merge over several figures: whose figure it is cannot be told. The figures' keys are refused. */
export function mergedFigures(
  table: TableDefinition,
  located: Located,
): { readonly findings: readonly Finding[]; readonly refused: readonly CellKey[] } {
  const measures = new Map(measuresOf(table).map((measure) => [measure.key, measure]));
  const byMerge = new Map<object, { keys: CellKey[]; spots: FigureSpot[] }>();
  for (const [key, spot] of located.figures) {
    const merge = spot.sheet.merges.find((range) => covers(range, spot.row, spot.column));
    if (merge === undefined) continue;
    const group = byMerge.get(merge) ?? { keys: [], spots: [] };
    group.keys.push(key);
    group.spots.push(spot);
    byMerge.set(merge, group);
  }
  const shared = [...byMerge.values()].filter(({ keys }) => keys.length > 1);
  const findings = shared.flatMap(({ keys, spots }) => {
    const labels = keys.flatMap((key) => {
      const { measure: name, column } = splitKey(key);
      const measure = measures.get(name);
      return measure === undefined ? [] : [cellLabel(measure, column)];
    });
    const message = texts['merged-figures'](labels);
    // Each of them is refused, so that none is also called blank.
    return keys.flatMap((key, i) => {
      const [spot, label] = [spots[i], labels[i]];
      if (spot === undefined || label === undefined) return [];
      const [found, expected] = [textAt(spot) || texts.blank, texts.unmergedExpected];
      return [
        { check: 'merged-figures', severity: 'E', key, label, place: placeOf(spot), found, expected, message } as const,
      ];
    });
  });
  return { findings, refused: shared.flatMap(({ keys }) => keys) };
}
