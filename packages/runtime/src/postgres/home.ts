import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DubanError } from '@duban/base';
import { dataFolder } from '../folders/data-folder.js';
import { throwawayFolder } from '../folders/throwaway-folder.js';
import { type Account, canReach } from './account.js';
import { randomPassword, versionOf } from './cluster.js';
import { placeCluster } from './place.js';
import { roomInMemory } from './room-in-memory.js';
import { sharedRootOrTemporary } from './shared-root.js';

/** Where a database lives and who may open it. */
export interface Home {
  readonly account: Account;
  /** The folder that was asked for, or the temporary one. */
  readonly folder: string;
  /** The folder that holds `cluster/`. */
  readonly parent: string;
  readonly password: string;
  readonly removeWhenOrphaned: readonly string[];
  /** Removes a throwaway home; leaves any other alone. */
  dispose(): void;
}

/** A home under the temporary folder (or in memory), or under root's shared folder when the account cannot reach that. */
export async function throwawayHome(account: Account, inMemory: boolean): Promise<Home> {
  let folder = throwawayFolder('postgres', (inMemory ? await roomInMemory() : null) ?? tmpdir());
  if (!(await openTo(account, folder.path))) {
    folder.remove();
    folder = throwawayFolder('postgres', await sharedRootOrTemporary());
    await openTo(account, folder.path);
  }
  return {
    account,
    folder: folder.path,
    parent: folder.path,
    password: randomPassword(),
    removeWhenOrphaned: [folder.path],
    dispose: () => folder.remove(),
  };
}

async function openTo(account: Account, folder: string): Promise<boolean> {
  if (account.kind === 'other-user') await chmod(folder, 0o711);
  return canReach(account, folder);
}

/** The home that a data folder describes; its password lies beside the cluster, readable by its owner only. */
export async function persistentHome(account: Account, dataDir?: string): Promise<Home> {
  const folder = resolve(dataDir ?? join(dataFolder(), 'postgres'));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const parent = await placeCluster(folder, account);
    const password = await passwordOf(folder, (await versionOf(parent)) !== null);
    return { account, folder, parent, password, removeWhenOrphaned: [], dispose: () => undefined };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new DubanError('data-folder-foreign', { folder, reason: message }, { cause: error });
  }
}

async function passwordOf(folder: string, clusterExists: boolean): Promise<string> {
  const file = join(folder, 'password');
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null && known !== '') return known;
  if (clusterExists) throw new DubanError('data-folder-incomplete', { folder, missing: 'password' });
  // Written before the cluster is made: a cluster without its password could not be opened by anybody.
  const password = randomPassword();
  await writeFile(file, password, { mode: 0o600 });
  return password;
}
