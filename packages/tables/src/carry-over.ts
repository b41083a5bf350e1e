import { DubanError } from '@duban/base';
import { withRatios } from './cumulate.js';
import { namesOf } from './language/names.js';
import { cellKey, columnsOf, measuresOf } from './measures.js';
import type { CarriedOver, CellKey, Column, Grid, Measure, TableDefinition, Value } from './types.js';
import { isBlank } from './values.js';

/**
 * Figures of an older version of a form in the shape of the new one (practice.md 11: only new indicators are asked again). Measures keep their key
 * unless the new form's crosswalk says otherwise; money is in 分 whatever the display unit, a count carries its unit with it or is asked
 * again, and 家 or 人 counted once are not added up. A blank stays blank. Throws DubanError `crosswalk-missing` when the crosswalk comes from
 * another version or the tables are not versions of one form.
 */
export function carryOver(newTable: TableDefinition, oldTable: TableDefinition, oldGrid: Grid): CarriedOver {
  checkVersions(newTable, oldTable);
  const { measures: old } = namesOf(oldTable);
  const grid: Partial<Record<CellKey, Value>> = {};
  const asked: CellKey[] = [];
  const used = new Set<CellKey>();
  for (const measure of measuresOf(newTable)) {
    if (measure.kind === 'ratio') continue;
    const sources = sourcesOf(measure, { newTable, old });
    for (const column of columnsOf(measure)) {
      const key = cellKey(measure.key, column);
      const keys = sources.map((source) => cellKey(source.key, column));
      const answered = sources.length > 0 && sources.every((source) => columnsOf(source).includes(column));
      const value = answered
        ? carried(
            keys.map((each) => oldGrid[each] ?? null),
            column,
          )
        : undefined;
      if (value === undefined) {
        if (isAsked(measure, column)) asked.push(key);
        continue;
      }
      grid[key] = value;
      for (const each of keys) used.add(each);
    }
  }
  const dropped = measuresOf(oldTable)
    .filter(({ kind }) => kind !== 'ratio')
    .flatMap((measure) => columnsOf(measure).map((column) => cellKey(measure.key, column)))
    .filter((key) => !used.has(key) && !isBlank(oldGrid[key]));
  return { grid: withRatios(newTable, grid), asked, dropped };
}

function checkVersions(newTable: TableDefinition, oldTable: TableDefinition): void {
  const { crosswalk } = newTable;
  if (newTable.id === oldTable.id && (crosswalk === null || crosswalk.fromVersion === oldTable.version)) return;
  throw new DubanError('crosswalk-missing', {
    table: newTable.title,
    to: newTable.version,
    from: `${oldTable.id} ${oldTable.version}`,
  });
}

interface Versions {
  readonly newTable: TableDefinition;
  readonly old: ReadonlyMap<string, Measure>;
}

/** The old measures that answer a new one; none when they do not mean the same. */
function sourcesOf(measure: Measure, { newTable, old }: Versions): readonly Measure[] {
  const { carry = {}, dropped = [] } = newTable.crosswalk ?? {};
  const taken = new Set([...dropped, ...Object.values(carry).flat()]);
  // An old key that the crosswalk sends elsewhere means something else now.
  const keys = carry[measure.key] ?? (taken.has(measure.key) ? [] : [measure.key]);
  const sources = keys.map((key) => old.get(key));
  const alike = sources.every((source) => source !== undefined && meansTheSame(source, measure));
  if (!alike || (sources.length > 1 && measure.semantics === 'flow-distinct')) return [];
  return sources.filter((source) => source !== undefined);
}

function meansTheSame(old: Measure, measure: Measure): boolean {
  if (old.kind !== measure.kind || old.semantics !== measure.semantics) return false;
  return measure.kind !== 'count' || old.unit === measure.unit;
}

/** undefined where some of the old figures are there and some are not: their sum would be a guess. */
function carried(values: readonly Value[], column: Column): Value | undefined {
  const there = values.filter((value) => !isBlank(value));
  if (there.length === 0) return null;
  const texts = there.filter((value) => typeof value === 'string');
  if (texts.length === there.length) return texts.join('；');
  const numbers = there.filter((value) => typeof value === 'number');
  // A blank adjustment is none.
  if (numbers.length < values.length && column !== 'adjust') return undefined;
  return numbers.reduce((sum: number, value) => sum + value, 0);
}

/** Computed cells answer themselves, and an adjustment is made only where there is one. */
function isAsked({ from, semantics }: Measure, column: Column): boolean {
  if (column === 'adjust' || (column === 'current' && from !== undefined)) return false;
  return column === 'current' || semantics === 'flow-distinct';
}
