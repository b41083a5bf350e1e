import { isTrue } from '../package/xml.js';
import { addressOf } from './address.js';
import { dateOf, serialOf } from './dates.js';
import type { NumberFormat } from './formats.js';
import type { RawCell } from './sheet-scan.js';
import { unescaped } from './texts.js';
import type { CellContent, SheetCell } from './types.js';

/** What a workbook's cells refer to. */
export interface CellTables {
  readonly strings: readonly string[];
  readonly formatOf: (style: number) => NumberFormat;
  readonly date1904: boolean;
}

/** A cell with its content, or null when it holds nothing. Throws when it points at a text that is not there. */
export function cellOf(raw: RawCell, tables: CellTables, formula: string | null): SheetCell | null {
  const format = tables.formatOf(raw.style);
  const content = contentOf(raw, tables, format);
  // An empty text somebody typed or a program wrote is a blank; a formula's is a result.
  if (formula === null && (content === null || (content.kind === 'text' && content.text === ''))) return null;
  const isNumber = content?.kind === 'number' || content?.kind === 'date';
  return {
    address: addressOf(raw.row, raw.column),
    row: raw.row,
    column: raw.column,
    content,
    stored: isNumber ? (raw.value ?? '').trim() : '',
    format: format.code,
    formula,
  };
}

function contentOf(raw: RawCell, tables: CellTables, format: NumberFormat): CellContent | null {
  const { type, value, inline } = raw;
  if (inline !== null && (type === 'inlineStr' || value === null)) return { kind: 'text', text: inline };
  if (value === null) return null;
  switch (type) {
    case 'str':
    case 'inlineStr':
      return { kind: 'text', text: unescaped(value) };
    case 's': {
      if (value.trim() === '') return null;
      const text = tables.strings[Number(value)];
      if (text === undefined) throw new Error(`no text ${value} in the table of texts`);
      return { kind: 'text', text };
    }
    case 'b':
      return value.trim() === '' ? null : { kind: 'boolean', boolean: isTrue(value.trim()) };
    case 'e':
      return { kind: 'error', error: value.trim() };
    case 'd': {
      const serial = serialOf(value, tables.date1904);
      return serial === null ? { kind: 'text', text: value } : dayOf(serial, tables.date1904);
    }
    default: {
      const text = value.trim();
      if (text === '') return null;
      // Not a number although it claims to be: shown as the text it is, so that no reader takes it for a figure.
      const number = NUMBER.test(text) ? Number(text) : Number.NaN;
      if (!Number.isFinite(number)) return { kind: 'text', text: value };
      return format.isDate ? dayOf(number, tables.date1904) : { kind: 'number', number };
    }
  }
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i;

function dayOf(number: number, date1904: boolean): CellContent {
  const shown = dateOf(number, date1904);
  return shown === null ? { kind: 'number', number } : { kind: 'date', number, ...shown };
}
