import { type XmlAttributes, XmlScan } from './xml-scan.js';

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
 * Throws when the part is not well-formed. Positions count UTF-16 units.
 */
export function outlineOf(text: string, skip: (element: XmlElement) => boolean = () => false): XmlElement {
  const open: XmlElement[] = [];
  let skipped = 0;
  let root: XmlElement | undefined;
  const scan = new XmlScan({
    open(local, attributes) {
      if (skipped > 0) {
        skipped += 1;
        return;
      }
      const { name, start, end } = scan.tag;
      const element = { name, local, attributes, start, openEnd: end, closeStart: end, end, children: [] };
      open.at(-1)?.children.push(element);
      root ??= element;
      // Its own end is wanted, only what is between is not.
      if (skip(element)) skipped = 1;
      open.push(element);
    },
    close() {
      if (skipped > 1) {
        skipped -= 1;
        return;
      }
      skipped = 0;
      const element = open.pop();
      if (element === undefined) return;
      const { start, end } = scan.tag;
      // A tag that closes itself is its own end.
      element.closeStart = start === element.start ? end : start;
      element.end = end;
    },
  });
  scan.write(text);
  scan.close();
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
