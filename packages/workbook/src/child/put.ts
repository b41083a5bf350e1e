import { maskIdNumbers } from '@duban/base/mask';
import type { Cell, Style } from 'exceljs';
import { sheetPrefix } from './references.js';
import { type Look, styleFor } from './styles.js';

/** What may stand in a cell of an export. A formula or a link is ours only: there is no way from a text to either. */
export type Content =
  | string
  | number
  | null
  | { readonly formula: string; readonly result: string | number | null }
  | { readonly text: string; readonly to: CellTarget };

/** A cell of the same workbook. */
export interface CellTarget {
  readonly sheet: string;
  readonly cell: string;
}

/** Excel refuses a workbook with a longer text in a cell. */
const LONGEST = 32_767;

/** Content and look of a cell. Texts are made harmless by {@link plainText}. */
export function put(cell: Cell, content: Content, look: Look | Partial<Style>): void {
  cell.value =
    typeof content === 'string'
      ? plainText(content)
      : typeof content !== 'object' || content === null
        ? content
        : 'formula' in content
          ? { formula: content.formula, result: cached(content.result) }
          : { text: plainText(content.text), hyperlink: `#${sheetPrefix(content.to.sheet)}${content.to.cell}` };
  // A look says `fill: 'FF…'`; a style that styleFor made has no such string.
  cell.style = 'alignment' in look ? look : styleFor(look as Look);
}

function cached(result: string | number | null): string | number {
  return typeof result === 'string' ? plainText(result) : (result ?? '');
}

/**
 * Uploaded text as a workbook can hold it: without the characters XML 1.0 forbids (a U+FFFF in one note makes the whole
 * package unreadable), never longer than a cell takes, with `_x003D_` standing for itself and not for `=`, and with identity
 * numbers masked.
 */
export function plainText(text: string): string {
  const clean = maskIdNumbers(text)
    .replace(/\p{Surrogate}/gu, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST - 1)}…`;
}
