import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StoredMail } from './stored-mail.js';

/**
 * Reads the index that an earlier run left. A last line without its end was being written when that run was killed: it is cut off, so
 * that the next line does not grow onto it. For the one process that writes the folder.
 */
export function readIndex(file: string): StoredMail[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file);
  const whole = text.subarray(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, whole.length);
  return whole
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const mail = JSON.parse(line) as StoredMail;
      // The folder may have been moved with all the installation keeps.
      return { ...mail, file: join(dirname(file), basename(mail.file)) };
    });
}
