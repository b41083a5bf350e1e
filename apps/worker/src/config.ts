import { once } from 'node:events';
import type { WorkerMetrics } from './telemetry.js';
import type { TemporalReach } from './temporal/reach.js';
import type { CodecServing } from './temporal/serve-codec.js';
import type { WorkerTraces } from './tracing.js';

/** As many SMTP sessions as mail activities: one that waited for a session would use up its lease in the queue. */
export const MAILS_AT_ONCE = 4;

/** What a worker process is told by its parent, as JSON in `DUBAN_WORKER`; secrets travel in the environment only. */
export interface WorkerConfig extends TemporalReach {
  readonly databaseUrl: string;
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly from: string;
    readonly fromName: string;
    /** Implicit TLS (465); otherwise STARTTLS where the server offers it. */
    readonly secure?: boolean;
    readonly auth?: { readonly user: string; readonly password: string };
  };
  readonly secret: string;
  readonly mailDomain: string;
  /** Where the clerk's page is reached; null where there is none: then mails carry no link. */
  readonly webAddress: string | null;
  /** The data folder, whose `calendar.yaml` sets days of the working calendar; left out (a rehearsal), the State Council's stands alone. */
  readonly dataFolder?: string;
  /**
   * How often (ms) the activity process looks for pokes that nobody relayed: a launch by the command line, or Temporal was away.
   * Left out, it does not look: a rehearsal relays by itself, before time may move on.
   */
  readonly relayMs?: number;
  /** How many children open and write workbooks at once; left out, two. Each one more costs a second to start and to warm up. */
  readonly workbooks?: number;
  /**
   * How often (ms) the activity process seals what was written into the audit chain; several workers may. Left out, it does not: a
   * rehearsal proves itself otherwise.
   */
  readonly sealMs?: number;
  /**
   * No other activity process sends: what is under way when this one starts has died with the one before it, and is tried again at once
   * instead of when its lease ends. Left out in installations with several workers.
   */
  readonly alone?: boolean;
  /** Left out: nobody asks. */
  readonly metrics?: WorkerMetrics;
  /** Left out: nothing is traced, and no OpenTelemetry is loaded. */
  readonly traces?: WorkerTraces;
  /** The workflow process opens payloads for the pages of our own Temporal. Left out, they show what is sealed as it lies there. */
  readonly codec?: CodecServing;
}

const VARIABLE = 'DUBAN_WORKER';

/**
 * The environment entry that hands a configuration to a worker process; with null, the process reads its modules in while the services
 * that it needs still start, and waits to be told in a message.
 */
export function workerEnvironment(config: WorkerConfig | null): Record<string, string> {
  return { [VARIABLE]: JSON.stringify(config), TEMPORAL_VERSION_CHECK_DISABLED: '1' };
}

/** Reads it back inside the worker process, once: the children that open strangers' files must not inherit its secrets. */
export async function readWorkerConfig(): Promise<WorkerConfig> {
  const text = process.env[VARIABLE];
  if (!text) throw new Error(`${VARIABLE} is not set: a worker is started by duban, not by hand`);
  delete process.env[VARIABLE];
  return (JSON.parse(text) as WorkerConfig | null) ?? (await toldLater());
}

async function toldLater(): Promise<WorkerConfig> {
  const [config] = (await once(process, 'message')) as [WorkerConfig];
  return config;
}
