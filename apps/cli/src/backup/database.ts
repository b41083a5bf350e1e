import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DubanError } from '@duban/base';
import { type Postgres, type RuntimeFile, startPostgres } from '@duban/runtime';
import type { Settings } from '../up/settings.js';

/** A database as long as somebody works with it. */
export interface Reached {
  readonly url: string;
  release(): Promise<void>;
}

/**
 * The ledger's database: the one that DATABASE_URL names, the one of the system that runs, or that of a data folder that rests, started
 * for the occasion.
 * @throws DubanError `not-running` when the data folder has none
 */
export async function reachDatabase({ folder, databaseUrl }: Settings, runtime: RuntimeFile | null): Promise<Reached> {
  const released = async (): Promise<void> => undefined;
  if (databaseUrl !== null) return { url: databaseUrl, release: released };
  if (runtime?.databaseUrl) return { url: runtime.databaseUrl, release: released };
  if (!existsSync(join(folder, 'postgres'))) throw new DubanError('not-running', { folder });
  const server = await ownPostgres(folder);
  return { url: server.url, release: () => server.stop() };
}

/** Our own PostgreSQL on the data folder; a new one where there is none. */
export async function ownPostgres(folder: string): Promise<Postgres> {
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  const logFile = join(logs, 'postgres.log');
  return startPostgres({ throwaway: false, dataDir: join(folder, 'postgres'), logFile });
}
