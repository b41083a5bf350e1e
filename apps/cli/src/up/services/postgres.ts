import { join } from 'node:path';
import { type Service, startPostgres } from '@duban/runtime';
import type { Installation } from '../installation.js';

/** Our own PostgreSQL, on the data folder. */
export function postgres({ settings, ports, databaseUrl, log, onProgress }: Installation): Service {
  return {
    id: 'postgres',
    name: 'PostgreSQL 数据库',
    start: async () => {
      const server = await ports.use('postgres', (port) =>
        startPostgres({
          throwaway: false,
          dataDir: join(settings.folder, 'postgres'),
          logFile: log('postgres'),
          port,
          onProgress,
        }),
      );
      databaseUrl.set(server.url);
      return server;
    },
  };
}
