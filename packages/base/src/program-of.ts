import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file to start for a built program: that of its bundled form (`<name>.bundle/`, made at build time by scripts/lib/bundle-program.mjs),
 * which is up in a fifth of the time, or the module itself where there is none, or where a part of it is another one since, as after
 * `tsc -b` alone: nobody may run yesterday's code.
 */
export function programOf(module: URL): string {
  const bundle = new URL(module.href.replace(/([^/]+)\.js$/, '$1.bundle/$1.js'));
  return fileURLToPath(isCurrent(bundle) ? bundle : module);
}

function isCurrent(bundle: URL): boolean {
  try {
    const made = statSync(bundle).mtimeMs;
    const parts = JSON.parse(readFileSync(new URL('parts.json', bundle), 'utf8')) as Readonly<Record<string, string>>;
    return Object.entries(parts).every(([place, hash]) => isSame(new URL(place, bundle), { made, hash }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}

/** A part that is newer can still be the same: a build that comes out of a cache is written file by file, in any order. */
function isSame(part: URL, { made, hash }: { made: number; hash: string }): boolean {
  if (statSync(part).mtimeMs <= made) return true;
  return createHash('sha256').update(readFileSync(part)).digest('base64url') === hash;
}
