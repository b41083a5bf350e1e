import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCalendar } from '@duban/actions/load-calendar';
import { DubanError } from '@duban/base';
import { portIsFree, type RuntimeFile, secretOf } from '@duban/runtime';
import { Ports } from './ports.js';
import type { Settings } from './settings.js';

/** Where browsers go first; another port when somebody has it. */
const USUAL_PORT = 8080;

/** What the services share: fixed before the first one starts, but for the addresses, which each fills in as it comes up. */
export interface Installation {
  readonly settings: Settings;
  readonly secret: string;
  readonly ports: Ports;
  readonly databaseUrl: Late<string>;
  readonly temporal: Late<{ readonly address: string; readonly ui: string | null }>;
  /** Our own address, on this machine. */
  readonly address: Late<string>;
  readonly mailFolder: string;
  readonly logs: string;
  readonly log: (service: string) => string;
  readonly onProgress: (line: string) => void;
}

/** A value that is known only once somebody has started; asking earlier is a mistake in the order of steps. */
export class Late<T> {
  #value: T | undefined;
  constructor(value?: T | null) {
    this.#value = value ?? undefined;
  }
  set(value: T): void {
    this.#value = value;
  }
  get known(): T | null {
    return this.#value ?? null;
  }
  get(): T {
    if (this.#value === undefined) throw new Error('asked for before it was known');
    return this.#value;
  }
}

/**
 * Prepares the data folder.
 * @throws DubanError `port-taken`, `setting-invalid`, `data-folder-incomplete`, `definition-invalid` (calendar.yaml)
 */
export async function prepare(
  settings: Settings,
  before: RuntimeFile | null,
  onProgress: (line: string) => void,
): Promise<Installation> {
  const { folder, port } = settings;
  if (port !== null && !(await portIsFree(port))) throw new DubanError('port-taken', { port });
  // The processes read it themselves; said here, a mistake in it is on the screen and not in a log.
  await loadCalendar(folder);
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  return {
    settings,
    secret: await secretOf(folder),
    ports: new Ports({ web: USUAL_PORT, ...before?.ports }, port === null ? {} : { web: port }),
    databaseUrl: new Late(settings.databaseUrl),
    temporal: new Late(settings.temporal),
    address: new Late(),
    mailFolder: join(folder, 'mail'),
    logs,
    log: (service) => join(logs, `${service}.log`),
    onProgress,
  };
}

/** Our own secrets do not travel through the environment of children that do not need them. */
export const withoutSecrets = {
  DUBAN_SECRET: undefined,
  DUBAN_SMTP_PASSWORD: undefined,
  DATABASE_URL: undefined,
  TEMPORAL_API_KEY: undefined,
  // The SDK would take them over what the worker is told.
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
  OTEL_EXPORTER_OTLP_HEADERS: undefined,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: undefined,
};
