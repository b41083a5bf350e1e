import { readFile } from 'node:fs/promises';
import { DubanError } from '@duban/base';
import { backupWords as words } from './wording.js';

const LEAST = 12;

/**
 * The first line of the passphrase file; null when none was named.
 * @throws DubanError `setting-invalid`
 */
export async function readPassphrase({ passphraseFile }: { readonly passphraseFile?: string }): Promise<string | null> {
  if (passphraseFile === undefined) return null;
  const name = '--passphrase-file';
  const text = await readText(passphraseFile, name);
  const [line = ''] = text.split(/\r?\n/);
  if (line.length < LEAST) throw new DubanError('setting-invalid', { name, problem: words.passphraseShort(LEAST) });
  return line;
}

/**
 * A text file that an option names.
 * @throws DubanError `setting-invalid`
 */
export async function readText(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem = words.unreadable(code ?? message);
    throw new DubanError('setting-invalid', { name: option, problem }, { cause: error });
  }
}
