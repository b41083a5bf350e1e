import { writeFile } from 'node:fs/promises';
import { sheetWords as words } from './wording.js';
import { WrongUse } from './wrong-use.js';

/** Writes a file named on the command line; throws {@link WrongUse} with what to do, also where the file is there and `force` is not. */
export async function writeSheetFile(
  file: string,
  { bytes, force }: { readonly bytes: Uint8Array; readonly force: boolean },
): Promise<void> {
  await writeFile(file, bytes, { flag: force ? 'w' : 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    throw new WrongUse(cause.code === 'EEXIST' ? words.exists(file) : words.unwritable(file, cause.code ?? ''), {
      cause,
    });
  });
}
