import { existsSync } from 'node:fs';
import path from 'node:path';
import { secretOf } from '@duban/runtime';
import { folderOf } from '../up/settings.js';

/**
 * The secret that tells this installation's templates: `DUBAN_SECRET`, else the file `secret` of the data folder (mode 600). On a machine
 * that never gave out a template there is none, and none is made: nothing can be verified then, and headers come first.
 */
export async function readingSecret(options: { readonly data?: string }): Promise<string | null> {
  const folder = folderOf(options, process.env);
  const known = process.env.DUBAN_SECRET || existsSync(path.join(folder, 'secret'));
  return known ? secretOf(folder) : null;
}

/** The same for making templates: made once and kept, so that what goes out today is known when it comes back. */
export function signingSecret(options: { readonly data?: string }): Promise<string> {
  return secretOf(folderOf(options, process.env));
}
