import { join } from 'node:path';
import { grpcHealthy, type Service, startDevServer } from '@duban/runtime';
import type { Installation } from '../installation.js';

const WORKFLOWS = 'temporal.api.workflowservice.v1.WorkflowService';

/** Where the workflow process opens payloads for Temporal's pages; the name of its port. */
export const CODEC = 'temporal-codec';

/** Our own Temporal, on a SQLite file of the data folder. */
export function temporalServer(installation: Installation): Service {
  const { settings, ports, temporal, log, onProgress } = installation;
  return {
    id: 'temporal',
    name: 'Temporal 时间服务',
    start: async () => {
      const server = await ports.use('temporal', (port) =>
        ports.use('temporal-ui', (uiPort) =>
          ports.use(CODEC, (codecPort) =>
            startDevServer({
              dbFile: join(settings.folder, 'temporal.db'),
              logFile: log('temporal'),
              port,
              uiPort,
              codecEndpoint: `http://127.0.0.1:${codecPort}`,
              onProgress,
            }),
          ),
        ),
      );
      temporal.set({ address: server.address, ui: server.uiAddress });
      return server;
    },
    probe: () => grpcHealthy(temporal.get().address, WORKFLOWS),
  };
}
