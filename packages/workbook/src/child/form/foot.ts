import type { Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { marks } from '../layout.js';
import { colours, dress, inset, right, spread } from '../styles.js';
import { type FieldLine, type FormLayout, rangeOf } from './form-layout.js';

/** Names, telephone and date to be typed, with room for the seal beside or below them. */
export function writeFoot(sheet: Worksheet, layout: FormLayout): void {
  for (const line of layout.footer) writeTyped(sheet, { line, layout });
  const { from, to, top, bottom } = layout.seal;
  const look = { font: { color: { argb: colours.faint } }, bordered: false };
  spread(sheet, `${from}${top}:${to}${bottom}`, { value: formTexts.seal, look });
  if (top === bottom) sheet.getRow(top).height = 48;
}

/** A line of header fields that the clerk types. */
export function writeTyped(
  sheet: Worksheet,
  { line: { row, fields }, layout }: { readonly line: FieldLine; readonly layout: FormLayout },
): void {
  const where: string[] = [];
  for (const [i, field] of fields.entries()) {
    const slot = layout.typedSlots[i];
    if (slot === undefined) continue;
    const label = sheet.getCell(`${slot.label}${row}`);
    label.value = `${field.label}：`;
    dress(label, { align: { ...right, wrapText: false, shrinkToFit: true }, bordered: false });
    const look = {
      fill: colours.input,
      unlocked: true,
      align: { ...inset(), shrinkToFit: true, wrapText: false },
      format: '@',
    };
    spread(sheet, rangeOf(slot, row), { value: null, look });
    where.push(`${field.key}@${slot.from}`);
  }
  sheet.getRow(row).height = 24;
  sheet.getCell(`${layout.columns.keys}${row}`).value = `${marks.header} ${where.join(',')}`;
}
