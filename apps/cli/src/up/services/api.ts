import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiEnvironment, entry } from '@duban/api';
import { answers, forkReady, repoRoot, type Service } from '@duban/runtime';
import { programSeeds } from '../../seeds-folder.js';
import { type Installation, withoutSecrets } from '../installation.js';
import { mailDomainOf } from './worker.js';

/** The API, which serves the web's pages as well. */
export function api(installation: Installation): Service {
  const { settings, ports, databaseUrl, temporal, address, secret, mailFolder, log } = installation;
  const name = '网页与接口';
  const root = repoRoot(import.meta.url);
  return {
    id: 'api',
    name,
    start: () =>
      ports.use('web', async (port) => {
        const own = `http://127.0.0.1:${port}`;
        const process = await forkReady(entry(), {
          name,
          seconds: 60,
          logFile: log('api'),
          env: {
            ...withoutSecrets,
            ...apiEnvironment({
              port,
              databaseUrl: databaseUrl.get(),
              secret,
              mailDomain: mailDomainOf(settings.sender.address),
              webAddress: settings.webAddress ?? own,
              webRoot: join(root, 'apps/web/dist'),
              seeds: { folder: programSeeds(), own: settings.seeds },
              dataFolder: settings.folder,
              mailFolder: settings.mailServer === null ? mailFolder : null,
              temporalUi: temporal.known?.ui ?? null,
              rehearsals: {
                cli: join(dirname(dirname(fileURLToPath(import.meta.url))), '../../bin/duban.js'),
                folder: join(settings.folder, 'rehearsals'),
              },
            }),
          },
        });
        address.set(own);
        return process;
      }),
    probe: () => answers(address.known),
  };
}
