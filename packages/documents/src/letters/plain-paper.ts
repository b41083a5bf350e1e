import { strFromU8, strToU8 } from 'fflate';
import { type Parts, partsOf, zip } from '../layout/pack.js';
import { pageNumbers, pageProperties } from '../layout/page.js';
import { plainParagraph } from '../layout/plain.js';
import type { Line } from './plain-template.js';

/** What differs between the papers of one kind. */
export interface Names {
  readonly office: string;
  readonly title: string;
}

/** Stand for the names while the paper is written once for all. No document can contain these characters: XML knows none of them. */
const MARKS = { office: '\u{FFFE}', title: '\u{FFFF}' } as const;

/** A paper with marks: the parts in which they stand, as text, and those that are the same for all. */
interface Blank {
  readonly marked: Readonly<Record<string, string>>;
  readonly plain: Parts;
}

const blanks = new Map<string, Promise<Blank>>();
const MOST_KEPT = 16;

/**
 * Writes a paper of plain paragraphs (.docx), by the office. The docx library takes as long for one as for fifty, so papers that differ in
 * these names only are written once, and the names put in. The bytes are those that the library would give for each.
 */
export async function plainPaper(names: Names, lines: readonly Line[]): Promise<Uint8Array> {
  const { marked, plain } = await blankOf(
    // The title may name the office.
    lines.map(({ style, text }) => ({ style, text: mark(mark(text, names, 'title'), names, 'office') })),
  );
  const named = Object.entries(marked).map(([part, text]) => [part, strToU8(put(names, text))] as const);
  // In the order of the parts, whichever bear names.
  return zip({ ...plain, ...Object.fromEntries(named) });
}

function mark(text: string, names: Names, which: keyof Names): string {
  return names[which] === '' ? text : text.replaceAll(names[which], MARKS[which]);
}

function blankOf(lines: readonly Line[]): Promise<Blank> {
  const key = JSON.stringify(lines);
  const made = blanks.get(key) ?? write(lines);
  blanks.set(key, made);
  const [oldest] = blanks.keys();
  if (blanks.size > MOST_KEPT && oldest !== undefined) blanks.delete(oldest);
  return made;
}

async function write(lines: readonly Line[]): Promise<Blank> {
  const children = lines.map(({ style, text }) =>
    plainParagraph(style, text, style === 'title' ? { spacing: { after: 400 } } : {}),
  );
  const sections = [{ properties: pageProperties, footers: pageNumbers, children }];
  const plain = await partsOf({ creator: MARKS.office, sections });
  const texts = Object.entries(plain).map(([part, bytes]) => [part, strFromU8(bytes)] as const);
  const marks = Object.values(MARKS);
  return { plain, marked: Object.fromEntries(texts.filter(([, text]) => marks.some((mark) => text.includes(mark)))) };
}

function put({ office, title }: Names, text: string): string {
  return text.replaceAll(MARKS.title, () => escaped(title)).replaceAll(MARKS.office, () => escaped(office));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** As the docx library escapes text. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
