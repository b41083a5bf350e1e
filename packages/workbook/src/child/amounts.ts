import { formatExact, type LedgerColumn, type Printed, type Value } from '@duban/tables';

/** What a figure is as the content of a cell: money in its display unit, a ratio as a fraction, a blank as null. */
export function toCell(figure: Printed, value: Value | undefined): number | string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (figure.kind === 'ratio') return Number((value / 100).toFixed(figure.decimals + 2));
  return Number(formatExact(figure, value));
}

/** Whether the cells of a ledger's column hold numbers. */
export function isNumeric({ kind }: LedgerColumn): boolean {
  return kind === 'count' || kind === 'money' || kind === 'number';
}
