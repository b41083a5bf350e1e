import { DubanError } from '@duban/base';
import { unsafe } from './wording/refusals.js';

/**
 * Work on what an upload turned into. A file that contradicts itself (a shared formula without its master, a text without its
 * table of texts) makes parsers throw plain errors; to the clerk that is DubanError `file-unreadable`, with the error as cause.
 */
export async function onUpload<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof DubanError) throw cause;
    throw new DubanError('file-unreadable', { name, reason: unsafe.brokenBook }, { cause });
  }
}
