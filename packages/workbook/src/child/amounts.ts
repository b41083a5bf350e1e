import { formatExact, type Measure, type Value } from '@duban/tables';

/** What a figure is as the content of a cell: money in its display unit, a ratio as a fraction, a blank as null. */
export function toCell(measure: Measure, value: Value | undefined): number | string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (measure.kind === 'ratio') return Number((value / 100).toFixed(measure.decimals + 2));
  return Number(formatExact(measure, value));
}
