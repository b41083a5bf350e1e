import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SheetFile } from '@duban/actions/check-sheet-file';
import { sheetWords as words } from './wording.js';
import { WrongUse } from './wrong-use.js';

/** Reads a workbook named on the command line; throws {@link WrongUse} with what to do. */
export async function readSheetFile(file: string): Promise<SheetFile> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new WrongUse(words.fileMissing(file), { cause });
  });
  return { name: path.basename(file), bytes };
}
