import { appended, escapedString, inDialect, opened, type Splice, spliced, withAttributes } from './edit.js';
import { outlineOf, type XmlElement } from './outline.js';

/** A workbook's table of texts with new ones behind those it has; each new one once. */
export class StringTable {
  readonly #text: string;
  readonly #root: XmlElement;
  readonly #size: number;
  readonly #added = new Map<string, number>();
  #uses = 0;

  constructor(part: string) {
    this.#text = opened(part);
    this.#root = outlineOf(this.#text, ({ local }) => local === 'si');
    this.#size = this.#root.children.filter(({ local }) => local === 'si').length;
  }

  /** Where a text stands, for one cell more that shows it. */
  indexOf(text: string): number {
    this.#uses += 1;
    const known = this.#added.get(text);
    if (known !== undefined) return known;
    const index = this.#size + this.#added.size;
    this.#added.set(text, index);
    return index;
  }

  /** The part as it is now. */
  text(): string {
    const xml = [...this.#added.keys()].map((text) => `<si>${textXml(text)}</si>`).join('');
    return spliced(this.#text, [...this.#counts(), appended(this.#text, this.#root, inDialect(xml, this.#root))]);
  }

  /** Both counts may be missing. Cells that gave up their text are still counted: nobody minds a count that is too high. */
  #counts(): readonly Splice[] {
    const { start, openEnd, attributes } = this.#root;
    const { count, uniqueCount } = attributes;
    const counts = {
      ...(count === undefined ? {} : { count: String(Number(count) + this.#uses) }),
      ...(uniqueCount === undefined ? {} : { uniqueCount: String(this.#size + this.#added.size) }),
    };
    return [{ start, end: openEnd, text: withAttributes(this.#text.slice(start, openEnd), counts) }];
  }
}

function textXml(text: string): string {
  const space = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : '';
  return `<t${space}>${escapedString(text)}</t>`;
}
