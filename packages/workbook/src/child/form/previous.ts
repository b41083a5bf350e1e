import {
  type CellKey,
  columnsOf,
  type Grid,
  type Measure,
  measuresOf,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import type { Worksheet } from 'exceljs';
import type { FormLayout } from './form-layout.js';
import { fenIn } from './money.js';

/** Of the last accepted 累计, what the form shows: figures, and no blanks. */
export function shownPrevious(table: TableDefinition, previous: Grid): Grid {
  const shown: Partial<Record<CellKey, Value>> = {};
  for (const measure of measuresOf(table)) {
    const key: CellKey = `${measure.key}.cumulative`;
    const value = previous[key];
    if (columnsOf(measure).includes('cumulative') && typeof value === 'number') shown[key] = value;
  }
  return shown;
}

/** The last accepted 累计 as a form shows it; `{}` in the first period. */
export function previousOn(sheet: Worksheet, { previousAt, places }: FormLayout): Grid {
  const shown: Partial<Record<CellKey, Value>> = {};
  for (const [name, address] of previousAt) {
    const key: CellKey = `${name}.cumulative`;
    const measure = places.get(key)?.measure;
    if (measure === undefined) continue;
    const { value } = sheet.getCell(address);
    if (typeof value === 'number')
      shown[key] = Math.round(value * (measure.kind === 'money' ? fenIn(measure.unit) : 1));
  }
  return shown;
}

/** What counted figures came to when they were last computed. */
export function countedOn(sheet: Worksheet, { counted, places }: FormLayout): Grid {
  const shown: Partial<Record<CellKey, Value>> = {};
  for (const name of counted.keys()) {
    const place = places.get(`${name}.current`);
    if (place === undefined) continue;
    const figure = figureOf(place.measure, sheet.getCell(place.address).result);
    if (figure !== null) shown[`${name}.current`] = figure;
  }
  return shown;
}

/** The figure a number of the form stands for; null for anything else. */
function figureOf({ kind, unit }: Measure, shown: unknown): number | null {
  return typeof shown === 'number' ? Math.round(shown * (kind === 'money' ? fenIn(unit) : 1)) : null;
}
