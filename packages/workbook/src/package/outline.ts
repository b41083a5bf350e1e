import { SaxesParser } from 'saxes';
import { localOf, type XmlAttributes } from './xml-scan.js';

/** An element with where it stands in its part's text, so that it can be changed without writing the rest anew. */
export interface XmlElement {
  /** With its prefix, as written. */
  readonly name: string;
  readonly local: string;
  readonly attributes: XmlAttributes;
  readonly start: number;
  /** Behind the start tag; the element's end when it closes itself. */
  readonly openEnd: number;
  /** Where the end tag begins; the element's end when it closes itself. */
  closeStart: number;
  end: number;
  readonly children: XmlElement[];
}

/**
 * The elements of a part. `skip`, asked once for each element, leaves out what is below one nobody needs (a sheet's cells).
 * Throws when the part is not well-formed. Positions count UTF-16 units; a `<` cannot stand in an attribute, so the last one
 * before a tag's end begins it.
 */
export function outlineOf(text: string, skip: (element: XmlElement) => boolean = () => false): XmlElement {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const open: XmlElement[] = [];
  let skipped = 0;
  let root: XmlElement | undefined;
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (skipped > 0) {
      skipped += 1;
      return;
    }
    const end = parser.position;
    const start = text.lastIndexOf('<', end - 1);
    const children: XmlElement[] = [];
    const element = { name, local: localOf(name), attributes, start, openEnd: end, closeStart: end, end, children };
    open.at(-1)?.children.push(element);
    root ??= element;
    // Its own end is wanted, only what is between is not.
    if (skip(element) && !isSelfClosing) skipped = 1;
    open.push(element);
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    if (skipped > 1) {
      skipped -= 1;
      return;
    }
    skipped = 0;
    const element = open.pop();
    if (element === undefined) return;
    element.end = parser.position;
    element.closeStart = isSelfClosing ? element.end : text.lastIndexOf('<', element.end - 1);
  });
  parser.write(text).close();
  if (root === undefined) throw new Error('no element in the part');
  return root;
}

export function childOf(element: XmlElement, local: string): XmlElement | undefined {
  return element.children.find((child) => child.local === local);
}

/** `x:` when the part's elements carry a prefix. */
export function prefixOf({ name, local }: XmlElement): string {
  return name.slice(0, name.length - local.length);
}
