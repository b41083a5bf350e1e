import type { SheetCell } from '../../cells/types.js';

/** What a cell says, without the blanks around it; '' for none and for a formula without a result. */
export function shownText(cell: SheetCell | undefined): string {
  const content = cell?.content;
  switch (content?.kind) {
    case 'number':
      return plainNumber(content.number);
    case 'date':
      return content.time === null ? content.date : `${content.date} ${content.time}`;
    case 'text':
      return content.text.trim();
    case 'boolean':
      return String(content.boolean).toUpperCase();
    case 'error':
      return content.error;
    default:
      return '';
  }
}

/** A number without exponent and without the dust of binary arithmetic: Excel keeps 15 significant digits. */
export function plainNumber(number: number): string {
  const kept = Number(number.toPrecision(15));
  const text = String(kept);
  return text.includes('e') && Number.isSafeInteger(kept) ? BigInt(kept).toString() : text;
}
