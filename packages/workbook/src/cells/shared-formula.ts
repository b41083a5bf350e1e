import { addressOf, columnLetters, columnNumber, LAST_COLUMN, LAST_ROW } from './address.js';

/**
 * What a formula consists of, as far as moving it is concerned. Texts, quoted sheet names and brackets (other files, columns of
 * tables) are passed over whole; a name is a reference only when all of it is one and it is neither a function nor a sheet.
 */
const TOKEN =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|(\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_.])|(\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\p{L}\p{N}_.(!$])|(\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\p{L}\p{N}_.(!])|[\p{L}_\\$][\p{L}\p{N}_.\\?$]*|\d[\d.]*(?:E[+-]?\d+)?|\[/giu;

/** A formula as it reads `rows` below and `columns` to the right of where it was written; relative references move, fixed ones stay. */
export function moved(formula: string, { rows, columns }: { rows: number; columns: number }): string {
  let result = '';
  let at = 0;
  const pattern = new RegExp(TOKEN);
  for (let m = pattern.exec(formula); m !== null; m = pattern.exec(formula)) {
    result += formula.slice(at, m.index);
    at = m.index + m[0].length;
    const [token, rowSpan, columnSpan, cell] = m;
    if (token === '[') {
      at = closing(formula, m.index);
      result += formula.slice(m.index, at);
      pattern.lastIndex = at;
    } else if (rowSpan !== undefined) result += spanned(rowSpan, (end) => rowMoved(end, rows));
    else if (columnSpan !== undefined) result += spanned(columnSpan, (end) => columnMoved(end, columns));
    else if (cell !== undefined) result += cellMoved(cell, { rows, columns });
    else result += token;
  }
  return result + formula.slice(at);
}

/** Behind the bracket that closes the one at `open`; `'` takes the special meaning from the character after it. */
function closing(formula: string, open: number): number {
  let depth = 0;
  for (let i = open; i < formula.length; i += 1) {
    const character = formula[i];
    if (character === "'") i += 1;
    else if (character === '[') depth += 1;
    else if (character === ']') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return formula.length;
}

function spanned(span: string, end: (text: string) => string | null): string {
  const [from = '', to = ''] = span.split(':');
  const a = end(from);
  const b = end(to);
  return a === null || b === null ? '#REF!' : `${a}:${b}`;
}

function rowMoved(text: string, by: number): string | null {
  if (text.startsWith('$')) return text;
  const row = Number(text) + by;
  return row >= 1 && row <= LAST_ROW ? String(row) : null;
}

function columnMoved(text: string, by: number): string | null {
  if (text.startsWith('$')) return text;
  const column = columnNumber(text) + by;
  return column >= 1 && column <= LAST_COLUMN ? columnLetters(column) : null;
}

function cellMoved(text: string, { rows, columns }: { rows: number; columns: number }): string {
  const m = /^(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})$/.exec(text);
  if (m === null) return text;
  const [, fixedColumn, letters = '', fixedRow, digits = ''] = m;
  // A name that only looks like an address (`XYZ2023`) is none: no sheet has such a column.
  if (columnNumber(letters) > LAST_COLUMN || Number(digits) > LAST_ROW || Number(digits) < 1) return text;
  const column = columnNumber(letters) + (fixedColumn ? 0 : columns);
  const row = Number(digits) + (fixedRow ? 0 : rows);
  if (column < 1 || column > LAST_COLUMN || row < 1 || row > LAST_ROW) return '#REF!';
  if (!fixedColumn && !fixedRow) return addressOf(row, column);
  return `${fixedColumn}${columnLetters(column)}${fixedRow}${row}`;
}
