import { chineseDate } from '@duban/base/time';
import {
  cellKey,
  columnsOf,
  type Figure,
  formatValue,
  type Grid,
  measuresOf,
  mergeGrids,
  type Snapshot,
  type TableDefinition,
} from '@duban/tables';
import { gridOf, type RoundFacts } from '../rounds/round-facts.js';
import { EXPECTED, isExpected, type Place, placeInRound } from '../rounds/round-standing.js';

type Figures = Record<string, Figure>;

/** Every figure of one merged round: totals, each office's row, and the counts of who filed how. Keys: `T1.2023Q3.total.chkInst.current`. */
export function roundFigures(facts: RoundFacts): Snapshot['figures'] {
  const { table, round, rows } = facts;
  const figures: Figures = {};
  if (table) {
    const prefix = `${table.id}.${round.period}`;
    const sheets = rows.flatMap((row) => {
      const grid = gridOf(row);
      return grid ? [{ office: row.office, grid }] : [];
    });
    const grids = sheets.map((sheet) => sheet.grid);
    addGrid(figures, { table, prefix: `${prefix}.total`, blanks: true }, mergeGrids(table, grids));
    for (const { office, grid } of sheets)
      addGrid(figures, { table, prefix: `${prefix}.${office}`, blanks: false }, grid);
  }
  Object.assign(figures, placeFigures(facts));
  if (round.as_of) figures[`meta.asOf.${round.period}`] = text(chineseDate(round.as_of, true));
  return figures;
}

/** How many offices are in each place of a round, e.g. `count.T1.2023Q3.late`: those of who is 应报 add up to `offices`. */
export function placeFigures({ round, rows }: Pick<RoundFacts, 'round' | 'rows'>): Snapshot['figures'] {
  const at = rows.map(placeInRound);
  const figure = (place: Place) => [placeKey(round, place), count(at.filter((each) => each === place).length)] as const;
  return {
    [placeKey(round, 'offices')]: count(rows.filter(isExpected).length),
    [placeKey(round, 'included')]: count(rows.filter((row) => row.counts).length),
    ...Object.fromEntries([...EXPECTED, 'exempt' as const].map(figure)),
  };
}

export function placeKey(
  { requirement, period }: Pick<RoundFacts['round'], 'requirement' | 'period'>,
  what: Place | 'offices' | 'included',
): string {
  return `count.${requirement}.${period}.${what}`;
}

export function count(value: number, unit = '家'): Figure {
  return { kind: 'count', value, unit, display: String(value) };
}

export function text(value: string): Figure {
  return { kind: 'text', value, unit: '', display: value };
}

/**
 * Writes the numbers of a grid. A blank total is a figure without a value (a document prints that nobody filled it in, never 0);
 * a blank of one office makes no figure at all.
 */
function addGrid(
  figures: Figures,
  where: { table: TableDefinition; prefix: string; blanks: boolean },
  grid: Grid,
): void {
  for (const measure of measuresOf(where.table)) {
    if (measure.kind === 'text') continue;
    for (const column of columnsOf(measure)) {
      const value = grid[cellKey(measure.key, column)] ?? null;
      if (value === null ? !where.blanks : typeof value !== 'number') continue;
      figures[`${where.prefix}.${measure.key}.${column}`] = {
        kind: measure.kind,
        value,
        unit: measure.unit,
        display: formatValue(measure, value),
      };
    }
  }
}
