import {
  AlignmentType,
  DocumentGridType,
  Footer,
  type IParagraphOptions,
  type ISectionOptions,
  LineRuleType,
  convertMillimetersToTwip as mm,
  PageNumber,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx';
import { FONT, LINE_PITCH, SIZE } from './fonts.js';

/** A4 with the standard's text area of 156 × 225 mm (GB/T 9704; tables.md §10). Every section of a document uses it. */
export const pageProperties: NonNullable<ISectionOptions['properties']> = {
  page: {
    size: { width: mm(210), height: mm(297) },
    // The footer's line ends where the number has to stand: its top 7 mm below the text area.
    margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(20), footer: mm(22), gutter: 0 },
  },
  grid: { type: DocumentGridType.LINES, linePitch: LINE_PITCH },
};

/** The same page for annexed tables, without the line grid: on it LibreOffice would stretch every table row to a full line of text. */
export const tablePageProperties: NonNullable<ISectionOptions['properties']> = {
  ...pageProperties,
  type: SectionType.NEXT_PAGE,
  grid: { type: DocumentGridType.DEFAULT, linePitch: LINE_PITCH },
};

/** Page numbers with a dash on each side: odd pages right, even pages left, one character in. */
export const pageNumbers: NonNullable<ISectionOptions['footers']> = {
  default: footer(AlignmentType.RIGHT, { right: 280 }),
  even: footer(AlignmentType.LEFT, { left: 280 }),
};

function footer(alignment: (typeof AlignmentType)[keyof typeof AlignmentType], indent: IParagraphOptions['indent']) {
  const format = { size: SIZE.four, font: FONT.number };
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        ...(indent ? { indent } : {}),
        spacing: { line: 280, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ ...format, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}
