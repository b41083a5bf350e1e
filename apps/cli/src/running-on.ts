import { DubanError } from '@duban/base';
import { type RuntimeFile, readRuntime, stillRuns } from '@duban/runtime';

/** What the installation that runs on a data folder tells of itself; null when none does. */
export async function runningOn(folder: string): Promise<RuntimeFile | null> {
  const runtime = await readRuntime(folder);
  return runtime !== null && (await stillRuns(runtime)) ? runtime : null;
}

/**
 * Where the database of the installation on a data folder is, and its web.
 * @throws DubanError `not-running`
 */
export async function runningDatabase(folder: string): Promise<{ databaseUrl: string; address: string | null }> {
  const runtime = await runningOn(folder);
  if (runtime === null || runtime.databaseUrl === null) throw new DubanError('not-running', { folder });
  return { databaseUrl: runtime.databaseUrl, address: runtime.address };
}
