import type { Cell } from 'exceljs';
import { faces } from './styles.js';

/** A comment that shows when the mouse rests on the cell: the 口径 where it is needed. */
export function note(cell: Cell, text: string | undefined): void {
  if (text === undefined || text === '') return;
  cell.note = { texts: [{ font: { name: faces.body, size: 9 }, text }] };
}
