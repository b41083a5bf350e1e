import type { Worksheet } from 'exceljs';
import { hintTexts } from '../../wording/hints.js';
import { spacedFormat } from '../layout.js';
import { colours, dress, headLook, right } from '../styles.js';
import type { Writing } from './head.js';

/** Room for what the office reported last time, beside the form and not printed: to compare with, not to copy. */
export function writeLastPeriod(sheet: Worksheet, { layout, known }: Writing): void {
  const { columns, frozenRow, rows } = layout;
  const letter = columns.lastPeriod;
  for (const entry of rows) {
    if (entry.kind !== 'measure' || !known.lastPeriod.has(entry.measure.key)) continue;
    const look = { align: right, format: spacedFormat(entry.measure), font: { color: { argb: colours.faint } } };
    dress(sheet.getCell(`${letter}${entry.row}`), look);
  }
  sheet.getColumn(letter).hidden = known.lastPeriod.size === 0;
  if (known.lastPeriod.size === 0) return;
  const head = sheet.getCell(`${letter}${frozenRow}`);
  head.value = hintTexts.lastPeriod;
  dress(head, headLook);
}
