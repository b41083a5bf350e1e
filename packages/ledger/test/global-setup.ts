import { startPostgres } from '@duban/runtime';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One throwaway server for all files; each test makes a database of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ throwaway: true, inMemory: true });
  project.provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
