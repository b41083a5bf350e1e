import { appended, escapedAttribute, inDialect, placed, removed, spliced, XML_HEAD } from './edit.js';
import { packageNamespaces } from './namespaces.js';
import { outlineOf } from './outline.js';
import type { PackagePatch } from './patch.js';
import { relationshipsOf, relationshipsPart, relativeTarget } from './relationships.js';

const CONTENT_TYPES = '[Content_Types].xml';

/** Adds a relationship from a part to another; its id. */
export function relate(patch: PackagePatch, from: string, { type, target }: { type: string; target: string }): string {
  const where = relationshipsPart(from);
  if (patch.find(where) === undefined) {
    patch.write(where, `${XML_HEAD}<Relationships xmlns="${packageNamespaces.relationships}"></Relationships>`);
  }
  const taken = relationshipsOf(patch, from).map(({ id }) => Number(/^rId(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `rId${Math.max(0, ...taken) + 1}`;
  const text = patch.text(where);
  const root = outlineOf(text);
  const xml = `<Relationship Id="${id}" Type="${type}" Target="${escapedAttribute(relativeTarget(from, target))}"/>`;
  patch.write(where, spliced(text, [appended(text, root, inDialect(xml, root))]));
  return id;
}

/** Takes a relationship away; the last one takes the whole part with it. */
export function unrelate(patch: PackagePatch, from: string, id: string): void {
  const where = relationshipsPart(from);
  const text = patch.text(where);
  const { children } = outlineOf(text);
  const gone = children.filter((child) => child.attributes.Id === id);
  if (gone.length === children.length) patch.remove(where);
  else patch.write(where, spliced(text, gone.map(removed)));
}

/** Says what kind of content a part holds. */
export function declare(patch: PackagePatch, part: string, type: string): void {
  const text = patch.text(CONTENT_TYPES);
  const root = outlineOf(text);
  const xml = `<Override PartName="/${escapedAttribute(part)}" ContentType="${type}"/>`;
  patch.write(CONTENT_TYPES, spliced(text, [appended(text, root, inDialect(xml, root))]));
}

/** The same for all parts of an extension, unless it is known already. */
export function declareExtension(patch: PackagePatch, extension: string, type: string): void {
  const text = patch.text(CONTENT_TYPES);
  const root = outlineOf(text);
  const isKnown = root.children.some(({ attributes }) => attributes.Extension?.toLowerCase() === extension);
  if (isKnown) return;
  const xml = inDialect(`<Default Extension="${extension}" ContentType="${type}"/>`, root);
  patch.write(CONTENT_TYPES, spliced(text, [placed(text, root, { xml, before: ['Override'] })]));
}

/** Removes a part, its relationships, what only it pointed at, and what was said of its content. */
export function discard(patch: PackagePatch, part: string): void {
  const pointedAt = relationshipsOf(patch, part).filter(({ external }) => !external);
  patch.remove(relationshipsPart(part));
  patch.remove(part);
  const text = patch.text(CONTENT_TYPES);
  const isIts = (name: string | undefined) => name?.replace(/^\//, '').toLowerCase() === part.toLowerCase();
  const gone = outlineOf(text).children.filter(({ attributes }) => isIts(attributes.PartName));
  patch.write(CONTENT_TYPES, spliced(text, gone.map(removed)));
  for (const { target } of pointedAt)
    if (patch.find(target) !== undefined && !targets(patch).has(target.toLowerCase())) discard(patch, target);
}

/** The first of `xl/comments1.xml`, `xl/comments2.xml`, … that is no part, nor pointed at by anybody: WPS leaves such pointers behind. */
export function freePart(patch: PackagePatch, pattern: string): string {
  const wanted = targets(patch);
  for (let n = 1; ; n += 1) {
    const name = pattern.replace('*', String(n));
    if (patch.find(name) === undefined && !wanted.has(name.toLowerCase())) return name;
  }
}

/** What the relationships of the package point at, in small letters. */
function targets(patch: PackagePatch): ReadonlySet<string> {
  const found = patch.names().flatMap((name) => {
    const m = /^(.*?)_rels\/([^/]*)\.rels$/i.exec(name);
    return m === null ? [] : relationshipsOf(patch, `${m[1]}${m[2]}`);
  });
  return new Set(found.filter(({ external }) => !external).map(({ target }) => target.toLowerCase()));
}
