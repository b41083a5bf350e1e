import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@duban/ledger';

const NAME = 'metrics-token';

/**
 * The word by which a program reads the measurements without a session: `metrics-token` in the data folder, made once with mode 600.
 * Whoever may read that file may read the database's password beside it. Null, and no such way in, when others may read it.
 */
export async function metricsToken(folder: string): Promise<string | null> {
  const file = join(folder, NAME);
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (((await stat(file)).mode & 0o077) !== 0) return null;
  const token = (await readFile(file, 'utf8')).trim();
  return token.length >= 32 ? token : null;
}

/** Whether `Authorization: Bearer …` carries the word; compared in constant time. */
export function bearsToken(header: string | undefined, token: string | null): boolean {
  const sent = /^Bearer (\S{1,200})$/i.exec(header ?? '')?.[1];
  if (sent === undefined || token === null) return false;
  return timingSafeEqual(Buffer.from(sha256(Buffer.from(sent))), Buffer.from(sha256(Buffer.from(token))));
}
