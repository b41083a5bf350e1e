import { DubanError } from '@duban/base';
import {
  type CellKey,
  type Column,
  cellKey,
  columnsOf,
  cumulate,
  type Grid,
  type Measure,
  measuresOf,
  splitKey,
  type Value,
} from '@duban/tables';
import type { Cell } from 'exceljs';
import type { Methods } from '../protocol.js';
import { jobNames } from '../wording/jobs.js';
import { toCell } from './amounts.js';
import { bytesOf, regroupValidations } from './book.js';
import { formulaOf } from './layout.js';
import { type Located, locate } from './locate.js';
import { openBook } from './open.js';
import { readCell } from './read-cell.js';

/**
 * Types figures into a form as a clerk would. A 累计 that is what the form computes keeps its formula with the result
 * cached; any other value overwrites the formula, and an explicit null clears it. Texts are string cells, never formulas.
 */
export async function fill({
  bytes,
  table,
  grid,
  header,
  raw = {},
}: Parameters<Methods['fill']>[0]): Promise<Uint8Array> {
  const book = await openBook(bytes, { name: jobNames.fill, purpose: 'whole' });
  const located = locate(book);
  if (located === null) throw new DubanError('sheet-identity-missing', { name: jobNames.fill });
  const completed = cumulate(table, grid, previousOf(located, measuresOf(table)));
  for (const measure of measuresOf(table)) {
    for (const column of columnsOf(measure)) {
      const cell = cellOf(located, { measure, column });
      if (cell === null) continue;
      const key = cellKey(measure.key, column);
      const formula = formulaOf(measure, column, (other) => located.rowOf.get(other));
      if (formula === null) cell.value = toCell(measure, grid[key]);
      else
        writeComputed(cell, {
          measure,
          formula,
          wanted: grid[key],
          computed: computedValue(measure, { key, grid, completed, located }),
        });
    }
  }
  for (const [key, text] of Object.entries(raw) as [CellKey, string][]) {
    const { measure: name, column } = splitKey(key);
    const measure = measuresOf(table).find((each) => each.key === name);
    const cell = measure === undefined ? null : cellOf(located, { measure, column });
    if (cell !== null) cell.value = text;
  }
  for (const field of table.header) {
    const address = located.header.get(field.key);
    const value = header[field.key];
    if (address === undefined || value === undefined) continue;
    located.sheet.getCell(address).value = field.prefilled ? `${field.label}：${value}` : value;
  }
  for (const sheet of book.worksheets) regroupValidations(sheet);
  return bytesOf(book);
}

function cellOf(located: Located, { measure, column }: { measure: Measure; column: Column }): Cell | null {
  const letter = located.columnOf[measure.kind === 'text' ? 'previous' : column];
  const row = located.rowOf.get(measure.key);
  return letter === undefined || row === undefined ? null : located.sheet.getCell(`${letter}${row}`);
}

/** The last accepted 累计 as the form itself shows it. */
function previousOf(located: Located, measures: readonly Measure[]): Grid {
  const previous: Partial<Record<CellKey, Value>> = {};
  for (const measure of measures) {
    const row = located.rowOf.get(measure.key);
    const letter = located.columnOf.previous;
    if (row === undefined || letter === undefined || !columnsOf(measure).includes('cumulative')) continue;
    const { value } = readCell(located.sheet.getCell(`${letter}${row}`), {
      measure,
      column: 'cumulative',
      formula: null,
    });
    previous[cellKey(measure.key, 'cumulative')] = typeof value === 'number' ? value : 0;
  }
  return previous;
}

interface Computing {
  readonly key: CellKey;
  readonly grid: Grid;
  readonly completed: Grid;
  readonly located: Located;
}

function computedValue(measure: Measure, { key, grid, completed, located }: Computing): Value {
  if (measure.ratio !== undefined) return completed[key] ?? null;
  const current = grid[cellKey(measure.key, 'current')];
  const adjust = grid[cellKey(measure.key, 'adjust')] ?? 0;
  const before = previousOf(located, [measure])[key];
  const known = typeof current === 'number' && typeof adjust === 'number' && typeof before === 'number';
  return known ? before + current + adjust : null;
}

interface Computed {
  readonly measure: Measure;
  readonly formula: string;
  readonly wanted: Value | undefined;
  readonly computed: Value;
}

function writeComputed(cell: Cell, { measure, formula, wanted, computed }: Computed): void {
  const kept = measure.kind === 'ratio' || wanted === undefined || wanted === computed;
  if (kept) cell.value = { formula, result: toCell(measure, computed) ?? '' };
  else cell.value = toCell(measure, wanted);
}
