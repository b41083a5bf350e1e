import type { Snapshot } from '@duban/tables';
import type { DocumentProof } from '../contract.js';
import { DIGIT } from '../layout/inline.js';
import { openWordPackage } from '../reading/word-package.js';
import { readXml, rootOf } from '../reading/xml.js';
import { problemText } from './problem-text.js';
import { readSeal, summaryOf } from './seal.js';
import { type Printed, walk } from './walk.js';

/** Parts besides the main document whose text is printed, by their root element. */
const PRINTED_ROOTS = new Set(['hdr', 'ftr', 'footnotes', 'endnotes']);

/**
 * Proves that a .docx prints no digit that is not a figure of `snapshot`: document, headers, footers and notes are read, page-number
 * fields excepted. Problems: a digit outside a control, a control whose key the snapshot lacks or whose text differs from the figure's
 * display, a control that was taken out since compiling, anything whose print cannot be read (fields, automatic numbers, pictures).
 * Throws `file-not-docx`, `file-unsafe` or `document-unreadable` when it cannot be opened.
 */
export function proveDocument(bytes: Uint8Array, snapshot: Snapshot): DocumentProof {
  const { main, parts } = openWordPackage(bytes, '文稿.docx');
  const printed = [...parts]
    .filter(([name, part]) => name === main || (name.endsWith('.xml') && PRINTED_ROOTS.has(rootOf(part))))
    .map(([, part]) => walk(part));
  const numbered = numberedStyles(parts);
  const controls = printed.flatMap((each) => each.controls);
  return {
    figures: controls.map(({ tag, text }) => ({ key: tag, text })),
    problems: [
      ...printed.flatMap((each) => partProblems(each, numbered)),
      ...controls.flatMap((control) => controlProblems(control, snapshot)),
      ...sealProblems(parts, { snapshot, controls }),
    ],
  };
}

function partProblems(part: Printed, numbered: ReadonlySet<string>): string[] {
  return [
    ...part.loose.filter((text) => DIGIT.test(text)).map((text) => problemText.looseDigit(text)),
    ...new Set(part.opaque.map((kind) => problemText.opaque(kind))),
    ...[...part.styles].filter((style) => numbered.has(style)).map((style) => problemText.numberedStyle(style)),
  ];
}

function controlProblems(control: { tag: string; text: string }, snapshot: Snapshot): string[] {
  const figure = Object.hasOwn(snapshot.figures, control.tag) ? snapshot.figures[control.tag] : undefined;
  if (!figure) return [problemText.unknownKey(control)];
  return figure.display === control.text ? [] : [problemText.differs(control, figure.display)];
}

interface Sealed {
  readonly snapshot: Snapshot;
  readonly controls: readonly { readonly tag: string }[];
}

function sealProblems(parts: ReadonlyMap<string, Uint8Array>, { snapshot, controls }: Sealed): string[] {
  const seal = readSeal(parts);
  if (!seal) return [problemText.noSeal()];
  return [
    ...(seal.snapshot === snapshot.id ? [] : [problemText.otherSnapshot(seal.snapshot, snapshot.id)]),
    ...(seal.controls === summaryOf(controls) ? [] : [problemText.controlsChanged(seal.controls, controls.length)]),
  ];
}

/** Paragraph styles that number their paragraphs: such numbers are printed without being text. */
function numberedStyles(parts: ReadonlyMap<string, Uint8Array>): Set<string> {
  const found = new Set<string>();
  const styles = parts.get('word/styles.xml');
  let style = '';
  if (styles) {
    readXml(styles, {
      open: ({ local, attributes }) => {
        if (local === 'style') style = attributes.get('styleId') ?? '';
        if (local === 'numPr' && style) found.add(style);
      },
    });
  }
  return found;
}
