import path from 'node:path';
import { repoRoot } from '@duban/runtime';

/** Where forms and directories are described. */
export function seedsFolder(): string {
  return path.join(repoRoot(import.meta.url), 'seeds');
}
