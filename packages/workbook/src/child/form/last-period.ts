import type { Worksheet } from 'exceljs';
import { hintTexts } from '../../wording/hints.js';
import { toCell } from '../amounts.js';
import { spacedFormat } from '../layout.js';
import { colours, dress, headLook, right } from '../styles.js';
import type { Writing } from './head.js';

/** What the office reported last time, beside the form and not printed: to compare with, not to copy. */
export function writeLastPeriod(sheet: Worksheet, { layout, prefill }: Writing): void {
  const { columns, frozenRow, rows } = layout;
  const letter = columns.lastPeriod;
  const lastPeriod = rows[0]?.kind === 'columns' ? (prefill.lastPeriod ?? {}) : {};
  let any = false;
  for (const entry of rows) {
    if (entry.kind !== 'measure' || entry.measure.kind === 'text') continue;
    const value = toCell(entry.measure, lastPeriod[`${entry.measure.key}.current`]);
    if (value === null) continue;
    any = true;
    const cell = sheet.getCell(`${letter}${entry.row}`);
    cell.value = value;
    dress(cell, { align: right, format: spacedFormat(entry.measure), font: { color: { argb: colours.faint } } });
  }
  sheet.getColumn(letter).hidden = !any;
  if (!any) return;
  const head = sheet.getCell(`${letter}${frozenRow}`);
  head.value = hintTexts.lastPeriod;
  dress(head, headLook);
}
