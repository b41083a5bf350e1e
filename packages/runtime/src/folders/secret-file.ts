import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DubanError } from '@duban/base';
import { writeOnce } from './write-file.js';

const VARIABLE = 'DUBAN_SECRET';
const LEAST = 32;

/**
 * The installation's secret, which signs templates and upload links: `DUBAN_SECRET`, else the file `secret` of the data folder, made
 * once (32 random bytes in hex, mode 600).
 * @throws DubanError `setting-invalid` when the variable is too short to be one, `data-folder-incomplete` when the folder has a
 *   database but lost its secret: with another one, everything sent out so far would be refused.
 */
export async function secretOf(folder: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const named = env[VARIABLE];
  if (named !== undefined && named !== '') {
    if (named.length >= LEAST) return named;
    throw new DubanError('setting-invalid', { name: VARIABLE, problem: `至少要 ${LEAST} 个字符` });
  }
  const file = join(folder, 'secret');
  if (!existsSync(file) && existsSync(join(folder, 'postgres', 'password'))) {
    throw new DubanError('data-folder-incomplete', { folder, missing: `secret（或环境变量 ${VARIABLE}）` });
  }
  return (await writeOnce(file, randomBytes(32).toString('hex'))).trim();
}
