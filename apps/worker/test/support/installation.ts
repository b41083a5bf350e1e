import { join } from 'node:path';
import { type Ledger, openLedger } from '@duban/ledger';
import {
  type DevServer,
  type Postgres,
  type SmtpSink,
  type SmtpSinkOptions,
  startDevServer,
  startPostgres,
  startSmtpSink,
  type ThrowawayFolder,
  throwawayFolder,
} from '@duban/runtime';
import type { WorkerConfig } from '@duban/worker';

/** What a live installation stands on, in a folder of its own. */
export interface Installation {
  readonly folder: ThrowawayFolder;
  readonly database: Postgres;
  readonly server: DevServer;
  readonly sink: SmtpSink;
  readonly ledger: Ledger;
  /** What its worker is told; Temporal in clear. */
  readonly config: WorkerConfig;
  stop(): Promise<void>;
}

/** Starts a database, a development server and a mail server. */
export async function startInstallation(name: string, onMail?: SmtpSinkOptions['onMail']): Promise<Installation> {
  const folder = throwawayFolder(name);
  const files = { dbFile: join(folder.path, 'temporal.db'), logFile: join(folder.path, 'temporal.log') };
  const [database, server, sink] = await Promise.all([
    startPostgres({ throwaway: true, inMemory: true }),
    startDevServer(files),
    startSmtpSink({ folder: join(folder.path, 'mails'), ...(onMail ? { onMail } : {}) }),
  ]);
  const ledger = await openLedger(database.url);
  const config: WorkerConfig = {
    temporalAddress: server.address,
    databaseUrl: database.url,
    smtp: { host: '127.0.0.1', port: sink.port, from: 'jgk@jining.example', fromName: '济宁市医疗保障局' },
    secret: 'a-secret-that-nobody-may-see, long enough to be one',
    mailDomain: 'jining.example',
    webAddress: null,
    relayMs: 200,
  };
  const stop = async (): Promise<void> => {
    await ledger.close();
    await Promise.all([sink.stop(), server.stop()]);
    await database.stop();
    folder.remove();
  };
  return { folder, database, server, sink, ledger, config, stop };
}
