import type { Column, Semantics } from '../types.js';

/** How figures are named on screen. */
export const columnNames: Readonly<Record<Column, string>> = {
  current: '本期',
  adjust: '上期调整数',
  cumulative: '累计',
};

/** How `label（…）` names the only figure of a measure that is no flow; '' leaves the label alone. */
export const singleColumnNames: Readonly<Partial<Record<Semantics, string>>> = { stock: '期末' };

/** The label of one cell of a matrix. */
export function matrixLabel(row: string, column: string): string {
  return `${row}：${column}`;
}

/** `案件台账第3行 立案日期`; records are counted from 1. */
export function recordLabel(ledger: string, row: number, column: string | null): string {
  return `${ledger}第${row + 1}行${column === null ? '' : ` ${column}`}`;
}

/** Unit of what `days(a, b)` comes to. */
export const dayUnit = '天';
