/** What a worker process is told by its parent, as JSON in `DUBAN_WORKER`; secrets travel in the environment only. */
export interface WorkerConfig {
  readonly temporalAddress: string;
  readonly databaseUrl: string;
  readonly smtp: { readonly host: string; readonly port: number; readonly from: string; readonly fromName: string };
  readonly secret: string;
  readonly mailDomain: string;
}

const VARIABLE = 'DUBAN_WORKER';

/** The environment entry that hands a configuration to a worker process. */
export function workerEnvironment(config: WorkerConfig): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(config), TEMPORAL_VERSION_CHECK_DISABLED: '1' };
}

/** Reads it back inside the worker process. */
export function readWorkerConfig(): WorkerConfig {
  const text = process.env[VARIABLE];
  if (!text) throw new Error(`${VARIABLE} is not set: a worker is started by duban, not by hand`);
  return JSON.parse(text) as WorkerConfig;
}
