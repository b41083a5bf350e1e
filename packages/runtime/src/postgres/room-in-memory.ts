import { access, constants, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';

/** Linux keeps this folder in memory; containers often get 64 MB of it. */
const SHARED_MEMORY = '/dev/shm';
/** What must be free, of the folder and of the machine: many small databases, or one that grows. */
const ENOUGH = 4 * 1024 ** 3;

/** A folder in memory where databases may lie; null where there is none, or no room to spare. */
export async function roomInMemory(): Promise<string | null> {
  try {
    await access(SHARED_MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(SHARED_MEMORY);
    return Math.min(bavail * bsize, freemem()) >= ENOUGH ? SHARED_MEMORY : null;
  } catch {
    return null;
  }
}
