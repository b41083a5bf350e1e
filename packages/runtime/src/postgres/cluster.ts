import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DubanError } from '@duban/base';
import { lastLines } from '../process/tail.js';
import { type Account, runAs } from './account.js';
import type { Programs } from './programs.js';

/** PostgreSQL's superuser and the only role we make. */
export const DATABASE_USER = 'postgres';
const INITDB_MS = 120_000;
/** What a cluster is like: UTF-8, locale C, scram only. */
export const CLUSTER_FORM = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'] as const;

/** The environment of PostgreSQL's programs: nothing of ours, so that a user's PGDATA or LC_ALL changes nothing. */
export const postgresEnv = (): Readonly<Record<string, string | undefined>> => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
});

export interface Making {
  readonly account: Account;
  readonly programs: Programs;
  /** Folder that holds (or is to hold) `cluster/`. */
  readonly parent: string;
  readonly password: string;
  readonly throwaway: boolean;
}

export const clusterIn = (parent: string): string => join(parent, 'cluster');

/** A password nobody needs to type. */
export const randomPassword = (): string => randomBytes(24).toString('base64url');

/** The major version that made the cluster; null when there is none. */
export async function versionOf(parent: string): Promise<string | null> {
  try {
    return (await readFile(join(clusterIn(parent), 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes a new cluster. Under another name first, so that an interrupted attempt is never taken for one. */
export async function makeCluster({ account, programs, parent, password, throwaway }: Making): Promise<void> {
  const fresh = join(parent, 'cluster.new');
  const passwordFile = join(parent, 'initdb-password');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await chmod(fresh, 0o700);
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    for (const path of [fresh, passwordFile]) await chown(path, account.uid, account.gid);
    const args = ['-D', fresh, '-U', DATABASE_USER, ...CLUSTER_FORM, `--pwfile=${passwordFile}`];
    args.push('--no-instructions', ...(throwaway ? ['--no-sync'] : []));
    const result = await runAs(account, [programs.initdb, ...args], { timeoutMs: INITDB_MS, env: postgresEnv() });
    if (!result.ok) {
      const output = lastLines(result.output, 12);
      throw new DubanError('service-exited', { name: 'PostgreSQL initdb', reason: result.reason, output });
    }
    await rename(fresh, clusterIn(parent));
  } finally {
    await rm(passwordFile, { force: true });
  }
}
