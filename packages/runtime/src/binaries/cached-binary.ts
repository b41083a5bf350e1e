import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from './read-wheel.js';

/** What stands beside a cached program, so that a truncated one is noticed without reading all of it. */
interface Record {
  readonly size: number;
  readonly mtimeMs: number;
  readonly sha256: string;
}

const recordOf = (file: string) => `${file}.json`;

/**
 * True when the cached program is the one that was put there: same size, and same content unless its time stamp is unchanged
 * (hashing 150 MB at every start would cost more than starting it).
 */
export async function isIntact(file: string): Promise<boolean> {
  try {
    const record = JSON.parse(await readFile(recordOf(file), 'utf8')) as Record;
    const now = await stat(file);
    if (now.size !== record.size || now.size === 0) return false;
    return now.mtimeMs === record.mtimeMs || (await sha256Of(file)) === record.sha256;
  } catch {
    return false;
  }
}

/**
 * Puts a program into the cache: `make` writes it into a folder of its own beside the target, then it is renamed into place. Two
 * processes at it at once do not disturb each other: each renames a complete file, the later one wins.
 */
export async function putIntoCache(file: string, make: (workFolder: string) => Promise<string>): Promise<void> {
  const work = await mkdtemp(`${file}.fetch-`);
  try {
    const made = await make(work);
    const { size, mtimeMs } = await stat(made);
    const record: Record = { size, mtimeMs, sha256: await sha256Of(made) };
    const recordFile = join(work, 'record.json');
    await writeFile(recordFile, JSON.stringify(record));
    await rename(made, file);
    await rename(recordFile, recordOf(file));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
