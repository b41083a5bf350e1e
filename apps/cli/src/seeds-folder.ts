import path from 'node:path';
import { tablesFor } from '@duban/actions/seed-folders';
import { repoRoot } from '@duban/runtime';

/** Where campaigns are looked for, and where their forms. */
export interface SeedsFolder {
  readonly seeds: string;
  readonly tables: string;
}

/** The notices and forms that come with the program. */
export function programSeeds(): string {
  return path.join(repoRoot(import.meta.url), 'seeds');
}

/** `--seeds`, else DUBAN_SEEDS, else the notices that come with the program; a folder without forms of its own uses the program's. */
export function seedsFolder({ seeds: option }: { readonly seeds?: string }): SeedsFolder {
  const own = programSeeds();
  const seeds = path.resolve(option ?? process.env.DUBAN_SEEDS ?? own);
  return { seeds, tables: tablesFor(seeds, own) };
}
