import { openLedger } from '@duban/ledger';
import { startPostgres } from '@duban/runtime';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    /** The name of a database that has every migration and no row: to be copied. */
    migrated: string;
  }
}

/** One throwaway server for all files; each test makes a database of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ throwaway: true, inMemory: true });
  const server = new pg.Client({ connectionString: postgres.url });
  await server.connect();
  await server.query('create database migrated');
  await server.end();
  const url = new URL(postgres.url);
  url.pathname = '/migrated';
  await (await openLedger(url.href)).close();
  project.provide('postgresUrl', postgres.url);
  project.provide('migrated', 'migrated');
  return () => postgres.stop();
}
