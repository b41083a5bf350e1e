import { freePort, type Postgres, startPostgres } from '@duban/runtime';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './house.js';

/** A database of its own that can be killed and comes back on the same port with the same data. */
export interface Database {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

export async function database(): Promise<Database> {
  const dataDir = temporaryFolder();
  const port = await freePort();
  let running: Postgres | null = null;
  const start = async (): Promise<Postgres> => {
    running = await startPostgres({ throwaway: false, dataDir, port });
    return running;
  };
  onTestFinished(async () => running?.stop());
  const { url } = await start();
  return {
    url,
    kill: async () => {
      await running?.kill();
      running = null;
    },
    start: async () => {
      await start();
    },
  };
}
