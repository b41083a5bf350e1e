import { createHash } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { sha256Of } from '../binaries/read-wheel.js';
import { cacheFolder } from '../folders/cache-folder.js';
import type { Account } from './account.js';
import { onlyOursToWrite, sharedRootOrTemporary } from './shared-root.js';

interface Copy {
  readonly account: Account;
  /** The npm package that holds `native/`. */
  readonly packageFolder: string;
  /** What is left to do in the copy before it may be used. */
  readonly finish: (folder: string) => Promise<void>;
}

/**
 * Copies PostgreSQL's programs (60 MB, once) to a place where the account can read them: root's shared folder, or our own cache when
 * we run it ourselves but may not complete the checkout. Named by content, complete as soon as it has its name, and reused only
 * while it is ours and nobody else may write there.
 * @returns the folder that holds `native/`
 */
export async function copyPrograms({ account, packageFolder, finish }: Copy): Promise<string> {
  const root = account.kind === 'self' ? await cacheFolder('postgres') : await sharedRootOrTemporary();
  if (account.kind !== 'self') await chmod(root, 0o755);
  const target = join(root, `programs-${await digestOf(join(packageFolder, 'native'))}`);
  if (await onlyOursToWrite(target)) return target;

  const work = await mkdtemp(`${target}.copy-`);
  await cp(join(packageFolder, 'native'), join(work, 'native'), { recursive: true, verbatimSymlinks: true });
  await finish(work);
  await openForReading(work);
  try {
    await rename(work, target);
    return target;
  } catch (error) {
    // Another process was quicker, or somebody else sits on the name: then ours stays where it is, used once.
    if (!(await onlyOursToWrite(target))) return work;
    await rm(work, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return target;
  }
}

/** Over the names and sizes of all files and the content of the server itself; reading all 60 MB at each start would cost too much. */
async function digestOf(native: string): Promise<string> {
  const hash = createHash('sha256').update(await sha256Of(join(native, 'bin', 'postgres')));
  for (const file of (await filesUnder(native)).sort()) {
    hash.update(`${relative(native, file)}:${(await stat(file)).size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Everybody may read and pass, only we may write. */
async function openForReading(folder: string): Promise<void> {
  const files = await filesUnder(folder);
  for (const file of files) {
    const executable = ((await stat(file)).mode & 0o100) !== 0;
    await chmod(file, executable ? 0o755 : 0o644);
  }
  const folders = new Set([folder]);
  for (const file of files) {
    for (let above = dirname(file); above !== folder; above = dirname(above)) folders.add(above);
  }
  for (const each of folders) await chmod(each, 0o755);
}
