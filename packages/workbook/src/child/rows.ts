import { readCells } from '../cells/read-cells.js';
import type { SheetCell } from '../cells/types.js';
import type { Methods } from '../protocol.js';

/** A list of offices or institutions is no longer than this; more rows are cut off. */
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 50;

/** Gate, then the first visible sheet as rows of text. */
export async function rows({ bytes, name }: Parameters<Methods['rows']>[0]): Promise<readonly (readonly string[])[]> {
  const book = await readCells(bytes, name);
  const sheet = book.sheets.find(({ state }) => state === 'visible');
  if (sheet === undefined) return [];
  const found: string[][] = Array.from({ length: Math.min(sheet.lastRow, MOST_ROWS) }, () => []);
  for (const cell of sheet.cells.values()) {
    const row = found[cell.row - 1];
    if (row === undefined || cell.column > MOST_COLUMNS) continue;
    while (row.length < cell.column) row.push('');
    row[cell.column - 1] = textOf(cell);
  }
  return found;
}

function textOf({ content, stored }: SheetCell): string {
  switch (content?.kind) {
    case 'text':
      return content.text.trim();
    case 'number':
      return Number.isSafeInteger(content.number) ? String(content.number) : stored;
    case 'date':
      return content.date;
    default:
      return '';
  }
}
