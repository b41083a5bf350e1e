import { isMoneyUnit } from '@duban/base';
import type { CellSheet, SheetCell } from '../../cells/types.js';
import { unitNamed } from './labels.js';

/** Money only, and only where it is another unit than the definition's, be it of a measure or of a ledger's column. */
export function moneyUnit(owed: { readonly kind: string; readonly unit: string }, unit: string | null): string | null {
  return owed.kind === 'money' && unit !== null && isMoneyUnit(unit) && unit !== owed.unit ? unit : null;
}

/** A number, a formula, or a text that looks like a number with its unit. */
export function isNumberLike(cell: SheetCell | undefined): boolean {
  if (cell === undefined) return false;
  if (cell.formula !== null || cell.content?.kind === 'number') return true;
  return cell.content?.kind === 'text' && /^[\s'’+-]*[\d０-９][\d０-９,，.\s]*\s*\p{L}{0,2}$/u.test(cell.content.text);
}

/** 单位：万元 above the table, for all its money; null when it names none, or several. */
export function moneyOf(sheet: CellSheet): string | null {
  const named = new Set<string>();
  for (const cell of sheet.cells.values()) {
    if (cell.row > 12 || cell.content?.kind !== 'text') continue;
    const m = /(?:^|[\s(（,，、;；])(?:金额)?(?:计量)?单位\s*[:：]\s*([^\s)）]+)/u.exec(cell.content.text);
    for (const part of (m?.[1] ?? '').split(/[、,，/／]/u)) {
      const unit = unitNamed(part);
      if (unit !== null && isMoneyUnit(unit)) named.add(unit);
    }
  }
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : null;
}
