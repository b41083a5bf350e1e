import { join } from 'node:path';
import { grpcHealthy, type Service, startDevServer } from '@duban/runtime';
import type { Installation } from '../installation.js';

const WORKFLOWS = 'temporal.api.workflowservice.v1.WorkflowService';

/** Our own Temporal, on a SQLite file of the data folder. */
export function temporalServer(installation: Installation): Service {
  const { settings, ports, temporal, log, onProgress } = installation;
  return {
    id: 'temporal',
    name: 'Temporal 时间服务',
    start: async () => {
      const server = await ports.use('temporal', (port) =>
        ports.use('temporal-ui', (uiPort) =>
          startDevServer({
            dbFile: join(settings.folder, 'temporal.db'),
            logFile: log('temporal'),
            port,
            uiPort,
            onProgress,
          }),
        ),
      );
      temporal.set({ address: server.address, ui: server.uiAddress });
      return server;
    },
    probe: () => grpcHealthy(temporal.get().address, WORKFLOWS),
  };
}
