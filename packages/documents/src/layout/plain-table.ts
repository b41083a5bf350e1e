import { Paragraph, type Table, TextRun } from 'docx';
import { FONT, SIZE } from './fonts.js';
import { ruledTable } from './table.js';

/** A ruled table of free text, for papers that are not bound to a snapshot. Widths are proportions of the text area. */
export function plainTable(table: {
  readonly shares: readonly number[];
  readonly head: readonly (string | undefined)[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}): Table {
  const cells = (texts: readonly (string | undefined)[], head: boolean) =>
    texts.map((text) => ({
      children: [
        new Paragraph({
          children: [new TextRun({ text: text ?? '', size: SIZE.smallFour, font: head ? FONT.heading : FONT.body })],
        }),
      ],
    }));
  return ruledTable({
    shares: table.shares,
    head: table.head.length > 0 ? [cells(table.head, true)] : [],
    rows: table.rows.map((texts) => cells(texts, false)),
  });
}
