import { openLedger } from '@duban/ledger';
import { startPostgres } from '@duban/runtime';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** The name of a database that has every migration and no row: to be copied. */
    migrated: string;
    /** What is said when a database is copied. */
    copying: string;
  }
}

/** One throwaway server for all files; each test makes a database of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ throwaway: true, inMemory: true });
  const server = new pg.Client({ connectionString: postgres.url });
  await server.connect();
  await server.query('create database migrated');
  const { rows } = await server.query<{ chosen: boolean }>(
    "select current_setting('server_version_num')::int >= 150000 as chosen",
  );
  await server.end();
  const url = new URL(postgres.url);
  url.pathname = '/migrated';
  await (await openLedger(url.href)).close();
  project.provide('postgresUrl', postgres.url);
  project.provide('migrated', 'migrated');
  // File by file, as 14 always does: through the log, the default since, a copy costs four times as much.
  project.provide('copying', rows[0]?.chosen ? 'strategy file_copy' : '');
  return () => postgres.stop();
}
