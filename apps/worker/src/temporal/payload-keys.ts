import { DubanError } from '@duban/base';
import { purposeKey } from '@duban/base/seal';
import type { PayloadKey } from './reach.js';

const LEAST = 32;

/** The key that every installation has: made from its secret. The id changes with the secret and tells nothing of it. */
export function installationKey(secret: string): PayloadKey {
  return { id: `duban-${purposeKey(secret, 'temporal payload key id').toString('hex').slice(0, 12)}`, secret };
}

/**
 * Reads a key file: a line `id:secret` for each key, the first one seals, later ones only open; `#` begins a remark.
 * @throws DubanError `setting-invalid`
 */
export function readKeyFile(text: string, name: string): PayloadKey[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.flatMap((line, i): PayloadKey[] => {
    if (line === '' || line.startsWith('#')) return [];
    const [, id, secret] = /^([\w.-]{1,64}):(\S+)$/.exec(line) ?? [];
    if (id === undefined || secret === undefined) throw invalid(name, `第 ${i + 1} 行要写成 编号:密钥`);
    if (secret.length < LEAST) throw invalid(name, `第 ${i + 1} 行的密钥至少要 ${LEAST} 个字符`);
    return [{ id, secret }];
  });
  const twice = keys.find((key, i) => keys.findIndex((other) => other.id === key.id) !== i);
  if (twice) throw invalid(name, `编号 ${twice.id} 写了两次`);
  if (keys.length === 0) throw invalid(name, '文件里没有密钥');
  return keys;
}

function invalid(name: string, problem: string): DubanError {
  return new DubanError('setting-invalid', { name, problem });
}
