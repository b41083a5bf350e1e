import { type CellKey, columnsOf, type Grid, measuresOf, type TableDefinition, type Value } from '@duban/tables';
import type { Worksheet } from 'exceljs';
import { numberIn } from '../read-cell.js';
import type { FormLayout } from './form-layout.js';

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
    if (typeof value === 'number') shown[key] = numberIn(value, measure);
  }
  return shown;
}

/** What counted figures came to when they were last computed. */
export function countedOn(sheet: Worksheet, { counted, places }: FormLayout): Grid {
  const shown: Partial<Record<CellKey, Value>> = {};
  for (const name of counted.keys()) {
    const place = places.get(`${name}.current`);
    if (place === undefined) continue;
    const { result } = sheet.getCell(place.address);
    if (typeof result === 'number') shown[`${name}.current`] = numberIn(result, place.measure);
  }
  return shown;
}
