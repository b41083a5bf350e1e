import { createHash } from 'node:crypto';
import {
  chmod,
  chown,
  cp,
  lchown,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DubanError } from '@duban/base';
import { type Account, canReach } from './account.js';
import { clusterIn, versionOf } from './cluster.js';
import { waitUntilUnused } from './running-server.js';
import { onlyOursToWrite, SHARED_ROOT, sharedRoot } from './shared-root.js';

/** Names the folder that really holds the cluster, when the account cannot reach the one that was asked for. */
const POINTER = 'cluster-location';

/**
 * Decides where the cluster of a data folder lives, and brings an existing one there: in the folder itself, or, when the account
 * cannot pass to it (a checkout under a home of mode 700), in `/var/lib/duban/<hash>` with a pointer left behind. Files that belong
 * to the account of an earlier run (user namespace or `nobody`) change their owner.
 * @returns the folder that holds (or is to hold) `cluster/`
 * @throws DubanError `data-folder-busy`, `data-folder-foreign`, `database-needs-user`
 */
export async function placeCluster(folder: string, account: Account): Promise<string> {
  const current = (await pointerOf(folder)) ?? folder;
  if ((await versionIn(current, folder)) !== null) await waitUntilUnused(current, folder);
  const parent = (await canReach(account, current)) ? current : await moveToShared(current, folder);
  await own(parent, account, folder);
  return parent;
}

async function pointerOf(folder: string): Promise<string | null> {
  try {
    const target = (await readFile(join(folder, POINTER), 'utf8')).trim();
    // We may be root and are about to change owners there: nowhere but in our own place.
    return dirname(target) === SHARED_ROOT ? target : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw foreign(folder, error);
  }
}

async function versionIn(parent: string, folder: string): Promise<string | null> {
  try {
    return await versionOf(parent);
  } catch (error) {
    throw foreign(folder, error);
  }
}

async function moveToShared(current: string, folder: string): Promise<string> {
  const root = await sharedRoot();
  if (root === null) throw new DubanError('database-needs-user', { reason: `不能建立 ${SHARED_ROOT}` });
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 16);
  const target = join(root, hash);
  await mkdir(target, { recursive: true });
  if (!(await onlyOursToWrite(target))) throw foreign(folder, `${target} 不属于当前用户`);
  // The account passes through, only we look around: beside the cluster lies nothing of its own.
  await chmod(target, 0o711);

  const original = clusterIn(current);
  const moving = (await versionOf(current)) !== null && current !== target;
  if (moving) {
    const copy = join(target, 'cluster.new');
    await rm(copy, { recursive: true, force: true });
    await cp(original, copy, { recursive: true, verbatimSymlinks: true });
    await rm(clusterIn(target), { recursive: true, force: true });
    await rename(copy, clusterIn(target));
  }
  // Only now does the pointer count: interrupted before this line, the original is still the cluster.
  await writeFile(join(folder, POINTER), `${target}\n`);
  if (moving) await rm(original, { recursive: true, force: true });
  return target;
}

/** Gives the cluster to the account. Its folder comes last: while that has the old owner, the work is not done. */
async function own(parent: string, account: Account, folder: string): Promise<void> {
  const cluster = clusterIn(parent);
  const stats = await stat(cluster).catch(() => null);
  if (stats === null || stats.uid === account.uid) return;
  if (process.getuid?.() !== 0) throw foreign(folder, `属主是用户 ${stats.uid}`);
  for (const entry of await readdir(cluster, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  await chown(cluster, account.uid, account.gid);
}

function foreign(folder: string, reason: unknown): DubanError {
  const text = reason instanceof Error ? reason.message : String(reason);
  return new DubanError(
    'data-folder-foreign',
    { folder, reason: text },
    reason instanceof Error ? { cause: reason } : {},
  );
}
