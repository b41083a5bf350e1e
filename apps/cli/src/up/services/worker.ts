import { forkReady, type Service } from '@duban/runtime';
import { processes, type WorkerConfig, workerEnvironment } from '@duban/worker';
import { installationKey } from '@duban/worker/payload-keys';
import { type Installation, withoutSecrets } from '../installation.js';
import { CODEC } from './temporal.js';

const NAMES = { workflows: '流程进程', activities: '办理进程' } as const;
/** How soon (ms) what a person did in the browser reaches the workflows. */
const RELAY_MS = 500;
/** How long (ms) an event stands unsealed at most (quality.md: seconds). */
const SEAL_MS = 2_000;

/** One of the two worker processes. */
export function worker(which: keyof typeof NAMES, installation: Installation): Service {
  const name = NAMES[which];
  return {
    id: which,
    name,
    start: () =>
      forkReady(processes[which], {
        name,
        seconds: 60,
        logFile: installation.log(which),
        env: { ...withoutSecrets, ...workerEnvironment(configOf(which, installation)) },
      }),
  };
}

function configOf(which: keyof typeof NAMES, installation: Installation): WorkerConfig {
  const { settings, ports, databaseUrl, temporal, address, secret } = installation;
  const { sender, mailServer, workersMetrics, traces } = settings;
  const smtp = {
    ...(mailServer ?? { host: '127.0.0.1', port: ports.all().smtp ?? 0 }),
    from: sender.address,
    fromName: sender.name,
  };
  return {
    ...settings.temporalAccess,
    temporalAddress: temporal.get().address,
    payloadKeys: [...settings.payloadKeys, installationKey(secret)],
    databaseUrl: databaseUrl.get(),
    smtp,
    secret,
    mailDomain: mailDomainOf(sender.address),
    webAddress: settings.webAddress ?? address.get(),
    dataFolder: settings.folder,
    relayMs: RELAY_MS,
    sealMs: SEAL_MS,
    alone: true,
    ...codecFor(installation),
    ...(workersMetrics === null ? {} : { metrics: workersMetrics[which] }),
    ...(traces === null ? {} : { traces }),
  };
}

/** Only for the pages of our own Temporal, on this machine. */
function codecFor({ settings, ports, temporal }: Installation): Pick<WorkerConfig, 'codec'> {
  const port = ports.all()[CODEC];
  const pages = temporal.get().ui;
  return settings.temporal !== null || port === undefined || pages === null ? {} : { codec: { port, pages } };
}

/** The domain of our Message-IDs. */
export function mailDomainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
