import type { HeaderField } from '@duban/tables';
import { columnOf, letterOf } from '../letters.js';
import type { FormColumns } from './columns.js';

export interface Span {
  readonly from: string;
  readonly to: string;
}

export function rangeOf({ from, to }: Span, row: number): string {
  return from === to ? `${from}${row}` : `${from}${row}:${to}${row}`;
}

export interface TypedSlot extends Span {
  readonly label: string;
}

export interface Seal extends Span {
  readonly top: number;
  readonly bottom: number;
}

export interface FieldLine {
  readonly row: number;
  readonly fields: readonly HeaderField[];
}

/** Fields, a few to a line, below row `after`. */
export function lines(
  fields: readonly HeaderField[],
  { after, perLine }: { readonly after: number; readonly perLine: number },
): FieldLine[] {
  const found: FieldLine[] = [];
  for (let i = 0; i < fields.length; i += perLine) {
    found.push({ row: after + found.length + 1, fields: fields.slice(i, i + perLine) });
  }
  return found;
}

/** Three slots of about the same width across the form. */
export function headerSlots({ widths, last }: FormColumns): readonly Span[] {
  const count = columnOf(last);
  const width = (column: number) => widths[letterOf(column)] ?? 0;
  let total = 0;
  for (let column = 1; column <= count; column += 1) total += width(column);
  const spans: Span[] = [];
  let from = 1;
  for (let left = 2; left >= 0; left -= 1) {
    let to = from;
    let taken = width(from);
    while (to < count - left && (left === 0 || taken < total / 3)) {
      to += 1;
      taken += width(to);
    }
    spans.push({ from: letterOf(from), to: letterOf(to) });
    from = to + 1;
  }
  return spans;
}

/** Two typed fields to a line. */
export function typedSlotsOf(columns: FormColumns): readonly TypedSlot[] {
  if (isWide(columns)) {
    return [
      { label: 'B', from: 'C', to: 'D' },
      { label: 'E', from: 'F', to: 'G' },
    ];
  }
  return [
    { label: 'B', from: 'C', to: 'C' },
    { label: 'D', from: 'E', to: columns.last },
  ];
}

/** The seal stands in the last column beside the signatures, or below them where the form is too narrow. */
export function sealOf(
  columns: FormColumns,
  { footer, after }: { readonly footer: readonly FieldLine[]; readonly after: number },
): Seal {
  const bottom = footer.at(-1)?.row ?? after;
  if (isWide(columns) && footer.length > 0) return { from: 'H', to: columns.last, top: after + 1, bottom };
  return { from: letterOf(columnOf(columns.last) - 1), to: columns.last, top: bottom + 1, bottom: bottom + 1 };
}

function isWide({ last }: FormColumns): boolean {
  return columnOf(last) >= 8;
}
