import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file to start for a built program: its one-file form (`<name>.bundle.js`, made at build time by scripts/lib/bundle-program.mjs),
 * which is up in a fifth of the time, or the module itself where there is none, or where a part of it was built anew since, as by `tsc -b`
 * alone: nobody may run yesterday's code.
 */
export function programOf(module: URL): string {
  const bundle = new URL(module.href.replace(/\.js$/, '.bundle.js'));
  return fileURLToPath(isCurrent(bundle) ? bundle : module);
}

function isCurrent(bundle: URL): boolean {
  try {
    const made = statSync(bundle).mtimeMs;
    const parts = JSON.parse(readFileSync(new URL(`${bundle.href}.json`), 'utf8')) as readonly string[];
    return parts.every((part) => statSync(new URL(part, bundle)).mtimeMs <= made);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}
