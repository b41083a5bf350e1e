import {
  type CellKey,
  columnsOf,
  type Grid,
  measuresOf,
  splitKey,
  type TableDefinition,
  type Value,
} from '@duban/tables';
import type { CellSheet } from '../../cells/types.js';
import type { Prefill } from '../../contract.js';
import { toCell } from '../amounts.js';
import { numberIn } from '../read-cell.js';
import type { FormLayout } from './form-layout.js';

/** The measures of which a form shows a figure from before: it is another form with them than without. */
export interface KnownFigures {
  /** 上期累计. */
  readonly previous: ReadonlySet<string>;
  /** 本期 of the period before. */
  readonly lastPeriod: ReadonlySet<string>;
}

/** Of what is prefilled, the figures from before that the form has a place for. */
export function knownFigures(table: TableDefinition, layout: FormLayout, prefill: Prefill): KnownFigures {
  return {
    previous: measuresKnown(shownPrevious(table, prefill.previous)),
    lastPeriod: new Set(shownLastPeriod(layout, prefill).map(({ measure }) => measure)),
  };
}

/** The measures that a grid has a 累计 of. */
export function measuresKnown(previous: Grid): ReadonlySet<string> {
  const known = (Object.entries(previous) as [CellKey, Value][]).filter(([, value]) => typeof value === 'number');
  return new Set(known.map(([key]) => splitKey(key).measure));
}

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

interface Shown {
  readonly measure: string;
  readonly address: string;
  readonly value: number | string;
}

/** What the office reported last time, with where it stands beside the form. */
export function shownLastPeriod({ rows, columns }: FormLayout, { lastPeriod = {} }: Prefill): readonly Shown[] {
  if (rows[0]?.kind !== 'columns') return [];
  return rows.flatMap((entry) => {
    if (entry.kind !== 'measure' || entry.measure.kind === 'text') return [];
    const { key } = entry.measure;
    const value = toCell(entry.measure, lastPeriod[`${key}.current`]);
    return value === null ? [] : [{ measure: key, address: `${columns.lastPeriod}${entry.row}`, value }];
  });
}

/** The last accepted 累计 as a form shows it; `{}` in the first period. */
export function previousOn(sheet: CellSheet, { previousAt, places }: FormLayout): Grid {
  const shown: Partial<Record<CellKey, Value>> = {};
  for (const [name, address] of previousAt) {
    const key: CellKey = `${name}.cumulative`;
    const measure = places.get(key)?.measure;
    const cell = sheet.cells.get(address);
    if (measure === undefined || cell?.content?.kind !== 'number' || cell.formula !== null) continue;
    shown[key] = numberIn(cell.content.number, measure);
  }
  return shown;
}

/** What counted figures came to when they were last computed. */
export function countedOn(sheet: CellSheet, { counted, places }: FormLayout): Grid {
  const shown: Partial<Record<CellKey, Value>> = {};
  for (const name of counted.keys()) {
    const place = places.get(`${name}.current`);
    const cell = sheet.cells.get(place?.address ?? '');
    if (place === undefined || cell?.content?.kind !== 'number' || cell.formula === null) continue;
    shown[`${name}.current`] = numberIn(cell.content.number, place.measure);
  }
  return shown;
}
