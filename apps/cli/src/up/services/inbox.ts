import { forkReady, inboxEntry, inboxEnvironment, type Service } from '@duban/runtime';
import { type Installation, withoutSecrets } from '../installation.js';

/** Takes the mails when there is no mail server of the bureau's. */
export function inbox({ ports, mailFolder, log }: Installation): Service {
  const name = '本地邮箱';
  return {
    id: 'inbox',
    name,
    start: () =>
      ports.use('smtp', (port) =>
        forkReady(inboxEntry, {
          name,
          seconds: 30,
          logFile: log('inbox'),
          env: { ...withoutSecrets, ...inboxEnvironment({ folder: mailFolder, port }) },
        }),
      ),
  };
}
