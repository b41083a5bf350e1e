import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root: the nearest folder above a module (`import.meta.url`) that holds turbo.json. Throws when there is none. */
export function repoRoot(moduleUrl: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(folder, 'turbo.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`no turbo.json above ${moduleUrl}`);
    folder = above;
  }
  return folder;
}
