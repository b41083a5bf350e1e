import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DubanError } from '@duban/base';
import { requireEmptyDatabase } from '@duban/ledger';
import { writeRuntime } from '@duban/runtime';
import { runningOn } from '../running-on.js';
import type { Settings } from '../up/settings.js';
import { ownPostgres, type Reached } from './database.js';
import { backupWords as words } from './wording.js';

/** What may lie in a data folder that is restored into: no facts, and nothing that we would write over. */
const HARMLESS = new Set(['secret', 'logs', 'mail', 'runtime.json']);

/**
 * Refuses a place with anything in it, or in use.
 * @throws DubanError `restore-not-empty`
 */
export async function requireEmptyPlace({ folder, databaseUrl }: Settings): Promise<void> {
  const place = words.dataFolder(folder);
  if ((await runningOn(folder)) !== null) throw new DubanError('restore-not-empty', { place, found: words.running });
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = names.filter((name) => !HARMLESS.has(name)).sort();
  if (found.length > 0) throw new DubanError('restore-not-empty', { place, found: found.slice(0, 5).join('、') });
  if (databaseUrl !== null) await requireEmptyDatabase(databaseUrl);
}

/** The database to fill: the one that DATABASE_URL names, else a new one in the data folder; `undo` takes that away again. */
export async function databaseToFill({
  folder,
  databaseUrl,
}: Settings): Promise<Reached & { readonly undo: () => Promise<void> }> {
  const nothing = async (): Promise<void> => undefined;
  if (databaseUrl !== null) return { url: databaseUrl, release: nothing, undo: nothing };
  const server = await ownPostgres(folder);
  return {
    url: server.url,
    release: () => server.stop(),
    undo: async () => {
      for (const made of [server.clusterDir, join(folder, 'postgres')])
        await rm(made, { recursive: true, force: true });
    },
  };
}

/** Puts a file of the data folder back. */
export async function putBack(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(folder, name), bytes, { mode: 0o600, flag: 'wx' });
}

/** Links in mails that were sent name the web's port: the next start begins with the ports of the backed-up installation. */
export async function keepPorts(folder: string, ports: Readonly<Record<string, number>>): Promise<void> {
  const nobody = { pid: 0, identity: null, started: 0, address: null, services: {}, databaseUrl: null, temporal: null };
  await writeRuntime(folder, { state: 'stopped', ...nobody, ports });
}
