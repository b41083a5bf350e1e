import type { BookParts } from '../cells/book.js';
import { XML_HEAD } from './edit.js';
import { namespacesOf } from './namespaces.js';
import { outlineOf } from './outline.js';
import type { PackagePatch } from './patch.js';
import { declare, freePart, relate } from './registry.js';

const kinds = {
  styles: { kind: 'styles', root: 'styleSheet' },
  strings: { kind: 'sharedStrings', root: 'sst' },
} as const;

/** The workbook's table of styles or of texts; an empty one is made where it has none. */
export function bookPart(patch: PackagePatch, book: BookParts, which: keyof typeof kinds): string {
  const named = book[which];
  if (named !== undefined && patch.find(named) !== undefined) return named;
  const { kind, root } = kinds[which];
  const { main, relationships } = namespacesOf(outlineOf(patch.text(book.workbook)));
  const part = named ?? freePart(patch, `xl/${kind}*.xml`);
  patch.write(part, `${XML_HEAD}<${root} xmlns="${main}"></${root}>`);
  declare(patch, part, `application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml`);
  if (named === undefined) relate(patch, book.workbook, { type: `${relationships}/${kind}`, target: part });
  return part;
}
