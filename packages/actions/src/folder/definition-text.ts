import path from 'node:path';
import { DubanError } from '@duban/base';
import { textOf } from './text-of.js';

const CLOSED: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EISDIR'];

/**
 * The text of a file of a definition that may be missing; null then.
 * @throws DubanError `definition-invalid` for what cannot be opened: a mistake of this campaign, those beside it are none the worse.
 */
export async function definitionText(file: string): Promise<string | null> {
  try {
    return await textOf(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!CLOSED.includes(code)) throw error;
    const problems = `${path.basename(file)}:1:1 全文：${file} 打不开（${code}），请核对它是一个文件，运行程序的用户有权读`;
    throw new DubanError('definition-invalid', { problems });
  }
}
