import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadDirectory } from '@duban/actions/load-directories';
import { loadTables, tableNamed } from '@duban/actions/load-tables';
import { messyFolder } from '@duban/rehearsal/example';
import { createWorkbookPool } from '@duban/workbook';
import { answerFailure } from './answer-failure.js';
import { EXIT } from './exit-codes.js';
import { signingSecret } from './merge/signing-secret.js';
import { mergeWords as words } from './merge/wording.js';
import { programSeeds } from './seeds-folder.js';

const DEFAULT_SEED = 20231010;
const CAMPAIGN = 'jining-2023';
const TABLE = 'T1';

/** `duban example messy-folder`: makes a folder of files as a bureau gets them, to try `duban merge` on. Returns the exit code. */
export async function exampleCommand(
  folder: string,
  options: { readonly seed?: string; readonly data?: string },
): Promise<number> {
  const seed = options.seed === undefined ? DEFAULT_SEED : Number(options.seed);
  if (!Number.isSafeInteger(seed)) {
    console.error(words.seedNotInteger(options.seed ?? ''));
    return EXIT.usage;
  }
  const present = await readdir(folder).catch(() => []);
  if (present.length > 0) {
    console.error(words.exampleOccupied(folder));
    return EXIT.usage;
  }
  const workbooks = createWorkbookPool();
  try {
    const seeds = programSeeds();
    const table = tableNamed(await loadTables(seeds), TABLE);
    const directory = await loadDirectory(seeds, CAMPAIGN);
    const { files } = await messyFolder({ workbooks, table, directory, seed, secret: await signingSecret(options) });
    for (const file of files) {
      const target = path.join(folder, file.path);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.bytes);
    }
    console.log(words.exampleMade(folder, { files: files.length, seed }));
    return EXIT.ok;
  } catch (error) {
    return answerFailure(error);
  } finally {
    await workbooks.close();
  }
}
