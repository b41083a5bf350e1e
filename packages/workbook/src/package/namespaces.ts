import type { XmlElement } from './outline.js';

/** The namespaces a package's parts are written in: transitional OOXML, or strict. */
export interface Namespaces {
  readonly main: string;
  /** Of `r:id`, and the beginning of relationship types. */
  readonly relationships: string;
}

const transitional: Namespaces = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
const strict: Namespaces = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};

export const packageNamespaces = {
  relationships: 'http://schemas.openxmlformats.org/package/2006/relationships',
  contentTypes: 'http://schemas.openxmlformats.org/package/2006/content-types',
} as const;

/** By the root element of workbook.xml. */
export function namespacesOf(workbook: XmlElement): Namespaces {
  return Object.values(workbook.attributes).includes(strict.main) ? strict : transitional;
}

/** `r:id="…"`, with its declaration where the part's root does not bind a prefix to relationships. */
export function relationshipAttribute(root: XmlElement, { relationships }: Namespaces, id: string): string {
  const bound = Object.entries(root.attributes).find(
    ([name, value]) => name.startsWith('xmlns:') && value === relationships,
  );
  if (bound !== undefined) return `${bound[0].slice('xmlns:'.length)}:id="${id}"`;
  return `xmlns:r="${relationships}" r:id="${id}"`;
}

/** The `r:id` of an element, whatever the prefix; undefined without one. No other attribute of a sheet is called `id` with a prefix. */
export function relationshipIdOf({ attributes }: Pick<XmlElement, 'attributes'>): string | undefined {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];
}
