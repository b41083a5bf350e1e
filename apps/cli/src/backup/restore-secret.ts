import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isSecretOf } from '@duban/actions/restore-ledger';
import { DubanError } from '@duban/base';
import type { Archive } from '@duban/ledger';
import { secretOf } from '@duban/runtime';
import { readText } from './read-passphrase.js';
import { putBack } from './restore-place.js';
import { backupWords as words } from './wording.js';

export interface SecretOptions {
  readonly secretFile?: string;
  readonly newSecret?: boolean;
}

const SECRET_FILE = '--secret-file';

/** A secret to go on with, or none: then a new one is made. */
export type Secret = string | null;

/**
 * The secret that the restored installation is to have: named, of the environment, lying in the data folder, or in the archive.
 * @throws DubanError `restore-secret` when it is not the backup's or there is none, unless a new one is wanted; `setting-invalid` when one
 *   is named and the next start would take another
 */
export async function chooseSecret(archive: Archive, folder: string, options: SecretOptions): Promise<Secret> {
  const secret = await findSecret(archive, folder, options);
  const fits =
    secret === null ? archive.manifest.installation.secretMark === null : isSecretOf(archive.manifest, secret);
  if (fits !== false || options.newSecret) return fits === false ? null : secret;
  throw new DubanError('restore-secret', { problem: secret === null ? words.noSecret : words.otherSecret });
}

async function findSecret(archive: Archive, folder: string, { secretFile }: SecretOptions): Promise<Secret> {
  const standing = await standingSecret(folder);
  if (secretFile !== undefined) {
    const named = (await readText(secretFile, SECRET_FILE)).trim();
    if (standing === null || standing === named) return named;
    throw new DubanError('setting-invalid', { name: SECRET_FILE, problem: words.otherStands });
  }
  if (standing !== null) return standing;
  if (!archive.manifest.files.some(({ name }) => name === 'secret')) return null;
  return (await buffer(await archive.open('folder/secret'))).toString('utf8').trim();
}

/** What a start takes, whatever was named; null where it would make a new one. */
async function standingSecret(folder: string): Promise<Secret> {
  if (process.env.DUBAN_SECRET) return process.env.DUBAN_SECRET;
  const kept = join(folder, 'secret');
  return existsSync(kept) ? (await readFile(kept, 'utf8')).trim() : null;
}

/** Lays the secret into the data folder, unless it lies there or the environment brings it; a new one where there is none. */
export async function laySecret(folder: string, secret: Secret): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (secret !== null && !process.env.DUBAN_SECRET && !existsSync(join(folder, 'secret')))
    await putBack(folder, 'secret', Buffer.from(secret));
  await secretOf(folder);
}
