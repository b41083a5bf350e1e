import { outlineOf, prefixOf, type XmlElement } from './outline.js';

/** A piece of a text to be replaced; `start === end` puts something in. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all splices made; those at one place in the order given. Throws when two overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const splice of sorted) {
    if (splice.start < at) throw new Error('two changes to the same place');
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** A start tag with attributes set, or removed by null; everything else as it was. */
export function withAttributes(tag: string, changes: Readonly<Record<string, string | null>>): string {
  const left = new Map(Object.entries(changes));
  const changed = tag.replace(
    /(\s+)([^\s=<>/]+)(\s*=\s*)(?:"[^"]*"|'[^']*')/g,
    (whole: string, ...[space, name, equals]: string[]) => {
      const value = left.get(name ?? '');
      if (value === undefined) return whole;
      left.delete(name ?? '');
      return value === null ? '' : `${space}${name}${equals}"${escapedAttribute(value)}"`;
    },
  );
  const added = [...left]
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapedAttribute(value)}"`))
    .join('');
  return changed.replace(/\s*\/?>$/, (end) => added + end.trim());
}

/** What every part we write begins with. */
export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Puts XML before an element's end tag; an element that closes itself is opened. */
export function appended(text: string, element: XmlElement, xml: string): Splice {
  if (element.openEnd !== element.end) return { start: element.closeStart, end: element.closeStart, text: xml };
  const tag = text.slice(element.start, element.end).replace(/\s*\/>$/, '>');
  return { start: element.start, end: element.end, text: `${tag}${xml}</${element.name}>` };
}

/** An element with another start tag and more before its end tag; without more, one that closes itself still does. */
export function regrown(element: XmlElement, { tag, xml }: { readonly tag: string; readonly xml: string }): Splice[] {
  const { start, openEnd, closeStart, end, name } = element;
  if (openEnd !== end) {
    return [
      { start, end: openEnd, text: tag },
      { start: closeStart, end: closeStart, text: xml },
    ];
  }
  return [{ start, end, text: xml === '' ? tag : `${tag.replace(/\s*\/>$/, '>')}${xml}</${name}>` }];
}

/** The part with a start and an end tag for its root, so that several things can be put inside. */
export function opened(text: string): string {
  // A part that ends with an end tag has one for its root.
  if (text.startsWith('</', text.lastIndexOf('<'))) return text;
  const root = outlineOf(text, () => true);
  return root.openEnd === root.end ? spliced(text, [appended(text, root, '')]) : text;
}

/** Puts XML before the first child that, by the schema's order, comes later; at the end when there is none. */
export function placed(
  text: string,
  element: XmlElement,
  { xml, before }: { readonly xml: string; readonly before: readonly string[] },
): Splice {
  const next = element.children.find((child) => before.includes(child.local));
  return next === undefined ? appended(text, element, xml) : { start: next.start, end: next.start, text: xml };
}

export function removed({ start, end }: XmlElement): Splice {
  return { start, end, text: '' };
}

/** XML written without prefixes, in the dialect of a part whose elements carry one. Only for XML of our own, with texts escaped. */
export function inDialect(xml: string, root: XmlElement): string {
  const prefix = prefixOf(root);
  return prefix === '' ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}`);
}

export function escapedText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function escapedAttribute(text: string): string {
  return escapedText(text)
    .replace(/"/g, '&quot;')
    .replace(/[\t\r\n]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** A text for `t` and `v` (ST_Xstring): what XML cannot hold is written `_x0001_`, and what looks like that is kept apart from it. */
export function escapedString(text: string): string {
  const safe = text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(
      /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
  return escapedText(safe);
}
