import type { Worksheet } from 'exceljs';
import { hintTexts } from '../../wording/hints.js';
import { toCell } from '../amounts.js';
import { numberFormat } from '../layout.js';
import { shifted } from '../letters.js';
import { colours, dress, faces, right } from '../styles.js';
import type { Writing } from './head.js';

/** What the office reported last time, beside the form and not printed: to compare with, not to copy. */
export function writeLastPeriod(sheet: Worksheet, { layout, prefill }: Writing): void {
  const { lastPeriod } = prefill;
  const { columns, frozenRow, rows } = layout;
  if (lastPeriod === undefined || rows[0]?.kind !== 'columns') return;
  const letter = shifted(columns.check, 1);
  let any = false;
  for (const entry of rows) {
    if (entry.kind !== 'measure' || entry.measure.kind === 'text') continue;
    const value = toCell(entry.measure, lastPeriod[`${entry.measure.key}.current`]);
    if (value === null) continue;
    any = true;
    const cell = sheet.getCell(`${letter}${entry.row}`);
    cell.value = value;
    dress(cell, { align: right, format: numberFormat(entry.measure), font: { color: { argb: colours.faint } } });
  }
  if (!any) return;
  sheet.getColumn(letter).width = 14;
  const head = sheet.getCell(`${letter}${frozenRow}`);
  head.value = hintTexts.lastPeriod;
  dress(head, { font: { name: faces.head }, fill: colours.header });
}
