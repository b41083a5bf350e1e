import type { Worksheet } from 'exceljs';
import { formTexts } from '../../wording/form.js';
import { marks } from '../layout.js';
import { colours, dress, inset, right, spread } from '../styles.js';
import type { FormLayout } from './form-layout.js';
import { rangeOf } from './head.js';

/** Names, telephone and date to be typed, with room for the seal beside them. */
export function writeFoot(sheet: Worksheet, { footer, footerSlots, seal, columns }: FormLayout): void {
  for (const { row, fields } of footer) {
    const where: string[] = [];
    for (const [i, field] of fields.entries()) {
      const slot = footerSlots[i];
      if (slot === undefined) continue;
      const label = sheet.getCell(`${slot.label}${row}`);
      label.value = `${field.label}：`;
      dress(label, { align: { ...right, wrapText: false }, bordered: false });
      const look = { fill: colours.input, unlocked: true, align: inset(), format: '@' };
      spread(sheet, rangeOf(slot, row), { value: null, look });
      where.push(`${field.key}@${slot.from}`);
    }
    sheet.getRow(row).height = 24;
    sheet.getCell(`${columns.keys}${row}`).value = `${marks.header} ${where.join(',')}`;
  }
  const [first, last] = [footer[0], footer.at(-1)];
  if (first === undefined || last === undefined) return;
  const look = { font: { color: { argb: colours.faint } }, bordered: false };
  spread(sheet, `${seal.from}${first.row}:${seal.to}${last.row}`, { value: formTexts.seal, look });
}
