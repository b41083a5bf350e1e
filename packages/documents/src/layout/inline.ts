import { DubanError } from '@duban/base';
import { type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import { figureControl } from './figure-control.js';

/** A piece of a paragraph: plain wording, or one frozen figure with its snapshot key. */
export type Inline = string | { readonly key: string; readonly display: string };

/** Decimal digits of any script (full-width ones too), and figures such as ① or ². 〇 and the Chinese numerals are words. */
export const DIGIT = /[\p{Nd}\p{No}]/u;

/** Runs for bound text: figures go into content controls; a digit anywhere else throws `figure-unbound`. */
export function boundRuns(pieces: readonly Inline[], format: Omit<IRunOptions, 'text' | 'children'>): ParagraphChild[] {
  return pieces.map((piece) => {
    if (typeof piece !== 'string') return figureControl(piece.key, { ...format, text: piece.display });
    if (DIGIT.test(piece)) throw new DubanError('figure-unbound', { text: piece.trim().slice(0, 60) });
    return new TextRun({ ...format, text: piece });
  });
}
