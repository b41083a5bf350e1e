import { posix } from 'node:path';
import type { PartSource } from './parts.js';
import { parseXml } from './xml.js';

export interface Relationship {
  readonly id: string;
  /** The last word of its type: transitional and strict OOXML differ only before it. */
  readonly kind: string;
  /** The part it points at, as the package stores it; as written for external targets and for parts that are not there. */
  readonly target: string;
  readonly external: boolean;
}

/** Where the relationships of a part are written. */
export function relationshipsPart(part: string): string {
  const { dir, base } = posix.parse(part);
  return posix.join(dir, '_rels', `${base}.rels`);
}

/** The relationships of a part (`''` for the package's own), in file order; none when it has no such part. */
export function relationshipsOf(parts: PartSource, part: string): readonly Relationship[] {
  const where = relationshipsPart(part);
  if (parts.find(where) === undefined) return [];
  const found: Relationship[] = [];
  parseXml(parts.read(where), {
    open(local, attributes) {
      if (local !== 'Relationship') return;
      const external = attributes.TargetMode === 'External';
      const target = attributes.Target ?? '';
      found.push({
        id: attributes.Id ?? '',
        kind: (attributes.Type ?? '').split('/').at(-1) ?? '',
        target: external ? target : resolved(parts, { part, target }),
        external,
      });
    },
  });
  return found;
}

/** Targets are relative to the part's folder, absolute (`/xl/…`), percent-encoded or with backslashes. */
function resolved(parts: PartSource, { part, target }: { part: string; target: string }): string {
  const path = target.replaceAll('\\', '/');
  const full = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(part), path);
  return parts.find(full) ?? parts.find(decoded(full)) ?? full;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A target as it is written in a part's relationships. */
export function relativeTarget(part: string, target: string): string {
  return posix.relative(posix.dirname(part), target);
}
