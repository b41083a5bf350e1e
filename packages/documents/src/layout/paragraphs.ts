import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, type ParagraphChild } from 'docx';
import { BODY_SPACING, CHARACTER, FONT, LINE_PITCH, SIZE } from './fonts.js';
import { boundRuns, type Inline } from './inline.js';

/** How a paragraph of a 公文 is set. */
export type Style =
  | 'title'
  | 'subtitle'
  | 'body'
  | 'heading'
  | 'subheading'
  | 'flush'
  | 'attachment'
  | 'signatory'
  | 'signature'
  | 'annex'
  | 'note';

/** Line breaks and margins count in whole lines of the page's grid. */
const exact = { line: LINE_PITCH, lineRule: LineRuleType.EXACT } as const;
const twoCharacters = { firstLine: 2 * CHARACTER, firstLineChars: 200 };
const body = { size: SIZE.three, characterSpacing: BODY_SPACING };

/** Run format and paragraph format of each style. Headings carry an outline level, so that Word's navigation shows them. */
const styles = {
  title: {
    // A little tighter, so that a campaign's name of 20 characters stays on one line.
    run: { size: SIZE.two, font: FONT.title, characterSpacing: -20 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { line: 640, lineRule: LineRuleType.EXACT } },
  },
  subtitle: { run: { ...body, font: FONT.subheading }, paragraph: { alignment: AlignmentType.CENTER, spacing: exact } },
  body: { run: { ...body, font: FONT.body }, paragraph: { indent: twoCharacters, spacing: exact } },
  heading: {
    run: { ...body, font: FONT.heading },
    paragraph: { indent: twoCharacters, spacing: exact, keepNext: true, outlineLevel: 0 },
  },
  subheading: {
    run: { ...body, font: FONT.subheading },
    paragraph: { indent: twoCharacters, spacing: exact, keepNext: true, outlineLevel: 1 },
  },
  flush: { run: { ...body, font: FONT.body }, paragraph: { spacing: exact } },
  // One line below the text (GB/T 9704 7.3.6). Kept with the signature, which must not stand alone on a page.
  attachment: {
    run: { ...body, font: FONT.body },
    paragraph: { indent: twoCharacters, spacing: { ...exact, before: LINE_PITCH }, keepNext: true },
  },
  signatory: {
    run: { ...body, font: FONT.body },
    paragraph: {
      alignment: AlignmentType.RIGHT,
      indent: { right: 4 * CHARACTER },
      spacing: { ...exact, before: 2 * LINE_PITCH },
      keepNext: true,
    },
  },
  annex: { run: { ...body, font: FONT.heading }, paragraph: { spacing: exact, keepNext: true } },
  signature: {
    run: { ...body, font: FONT.body },
    paragraph: { alignment: AlignmentType.RIGHT, indent: { right: 4 * CHARACTER }, spacing: exact },
  },
  note: {
    run: { size: SIZE.five, font: FONT.body },
    paragraph: { spacing: { line: 320, lineRule: LineRuleType.EXACT } },
  },
} as const;

export const runFormat = (style: Style) => styles[style].run;

/** A paragraph of bound text: figures in content controls, no digit elsewhere (throws `figure-unbound`). */
export function boundParagraph(style: Style, pieces: readonly Inline[], more: IParagraphOptions = {}): Paragraph {
  return paragraphOf(style, boundRuns(pieces, styles[style].run), more);
}

/** A paragraph of the given runs. */
export function paragraphOf(style: Style, children: ParagraphChild[], more: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...styles[style].paragraph, ...more, children });
}
