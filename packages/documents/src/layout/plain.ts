import { type IParagraphOptions, type Paragraph, TextRun } from 'docx';
import { paragraphOf, runFormat, type Style } from './paragraphs.js';

/** A paragraph of free text, for papers that are not bound to a snapshot. */
export function plainParagraph(style: Style, text: string, more: IParagraphOptions = {}): Paragraph {
  return paragraphOf(style, [new TextRun({ ...runFormat(style), text })], more);
}

/** The style a line of a report is set in, told by its numbering: 一、 黑体, （一） 楷体. */
export function styleOfLine(line: string): Style {
  if (/^[一二三四五六七八九十]+、/.test(line)) return 'heading';
  if (/^（[一二三四五六七八九十]+）/.test(line)) return 'subheading';
  return 'body';
}
