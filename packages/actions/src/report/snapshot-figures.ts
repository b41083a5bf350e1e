import { chineseDate } from '@duban/base/time';
import { punctuality } from '@duban/campaign';
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
import { isExpected } from '../rounds/round-standing.js';

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
  const counted = `count.${round.requirement}.${round.period}`;
  const standings = rows.filter(isExpected).map((row) => punctuality(row).standing);
  const standing = (...any: string[]): Figure => count(standings.filter((s) => any.includes(s)).length);
  figures[`${counted}.offices`] = count(standings.length);
  figures[`${counted}.included`] = count(rows.filter((row) => row.counts).length);
  // By receipt, so that the three add up: a sheet that came in time and was not yet accepted is neither late nor missing.
  figures[`${counted}.onTime`] = standing('on-time');
  figures[`${counted}.late`] = standing('late');
  figures[`${counted}.nil`] = standing('nil');
  figures[`${counted}.missing`] = standing('never', 'after-cut-off');
  if (round.as_of) figures[`meta.asOf.${round.period}`] = text(chineseDate(round.as_of, true));
  return figures;
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
