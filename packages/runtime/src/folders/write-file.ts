import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file for its owner only, all or nothing: whoever reads meanwhile sees the old text or the new one. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await through(file, text, (fresh) => rename(fresh, file));
}

/**
 * Writes a file for its owner only (its folder too, where there is none yet) unless it is there already; returns what it says. Two processes
 * at once agree on one text.
 */
export async function writeOnce(file: string, text: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await through(file, text, (fresh) =>
    link(fresh, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    }),
  );
  return readFile(file, 'utf8');
}

async function through(file: string, text: string, place: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(fresh, text, { mode: 0o600, flag: 'wx', flush: true });
    await place(fresh);
  } finally {
    await rm(fresh, { force: true });
  }
}
