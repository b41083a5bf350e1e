import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Real workbooks, many written by WPS, read in place and never copied into the repo: `../shared/workbooks` beside the repo, or
// the folder named by DUBAN_CORPUS.
const folder = process.env.DUBAN_CORPUS ?? fileURLToPath(new URL('../../../../../shared/workbooks', import.meta.url));

/** Their names, in order; none when the folder is absent. */
export const corpus: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.xlsx'))
      .sort()
  : [];

/** '' when they are there, else why the tests that need them are skipped. */
export const corpusMissing =
  corpus.length > 0
    ? ''
    : ' — skipped: no real workbooks (put them into ../shared/workbooks beside the repo, or name their folder in DUBAN_CORPUS)';

export function corpusPath(name: string): string {
  return join(folder, name);
}

export function corpusFile(name: string): Uint8Array {
  return readFileSync(corpusPath(name));
}
