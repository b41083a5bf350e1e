import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../folders/cache-folder.js';
import { run } from '../process/run.js';
import { type Account, runAs } from './account.js';
import { CLUSTER_FORM, clusterIn, postgresEnv } from './cluster.js';
import type { Programs } from './programs.js';
import { onlyOursToWrite } from './shared-root.js';

/** A cluster that no server has opened yet, from which throwaway ones are copied: to make one takes most of the time of their start. */
export interface Template {
  /** Puts a copy where a cluster of `parent` belongs; answers the password that opens it, null when there is nothing to copy. */
  copyTo(parent: string): Promise<string | null>;
  /** Keeps a copy of the cluster just made in `parent`. That it could not be kept is no error: the next one is made, too. */
  keep(parent: string, password: string): Promise<void>;
  /** Removes it; false when nothing was copied from it by us. */
  forget(): Promise<boolean>;
}

const COPY_MS = 60_000;

/**
 * The template that these programs made for us, or will have made: readable by its owner only, since all copies share its password. Null
 * where the cluster belongs to another user than ourselves.
 */
export async function templateOf(
  account: Account,
  programs: Programs,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Template | null> {
  if (account.uid !== process.getuid?.()) return null;
  const folder = join(await cacheFolder('postgres', env), `cluster-${await keyOf(programs)}`);
  const passwordFile = join(folder, 'password');
  let copied = false;
  return {
    async copyTo(parent) {
      if (!(await onlyOursToWrite(folder))) return null;
      const password = await readFile(passwordFile, 'utf8').catch(() => null);
      copied = password !== null && (await copyCluster(folder, parent));
      return copied ? password : null;
    },
    async keep(parent, password) {
      const work = await mkdtemp(`${folder}.new-`).catch(() => null);
      if (work === null) return;
      try {
        if (!(await copyCluster(parent, work))) return;
        await writeFile(join(work, 'password'), password, { mode: 0o600 });
        // Complete on the disk before it has its name: a power cut must not leave half of it to be copied for ever.
        const args = [programs.initdb, '--sync-only', '-D', clusterIn(work)] as const;
        if ((await runAs(account, args, { timeoutMs: COPY_MS, env: postgresEnv() })).ok) await rename(work, folder);
      } catch {
        // Somebody else has kept one meanwhile, or there is no room for it.
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
    async forget() {
      if (copied) await rm(folder, { recursive: true, force: true });
      return copied;
    },
  };
}

/** Other programs, or another form, make another cluster. */
async function keyOf({ initdb, postgres, major }: Programs): Promise<string> {
  const parts = [initdb, major, ...CLUSTER_FORM];
  for (const { size, mtimeMs } of [await stat(initdb), await stat(postgres)]) parts.push(`${size}:${mtimeMs}`);
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

/** By the system's own program: a thousand small files one by one would cost us more than initdb. */
async function copyCluster(from: string, to: string): Promise<boolean> {
  const fresh = join(to, 'cluster.new');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const { ok } = await run('cp', ['-R', clusterIn(from), fresh], { timeoutMs: COPY_MS });
  if (ok) await rename(fresh, clusterIn(to));
  else await rm(fresh, { recursive: true, force: true });
  return ok;
}
