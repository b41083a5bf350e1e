import type { Context } from '@duban/actions/context';
import type { Instant } from '@duban/base';
import type { WorkerConfig } from '@duban/worker';

/** What runs the workflows and activities of a rehearsal, and lets its time pass. */
export interface Drive {
  /** Called once the database and the mailbox are up; resolves when workflows can run. */
  begin(services: Services): Promise<void>;
  /** Lets time pass until campaign time `at`; workflows and activities run meanwhile, and time waits for them. One caller at a time. */
  passUntil(at: Instant): Promise<void>;
  /** Signals whatever was poked. */
  relay(): Promise<void>;
  /** How often the activity process had to be started again. */
  restarts(): number;
  stop(): Promise<void>;
}

export interface Services {
  readonly ctx: Context;
  readonly databaseUrl: string;
  readonly smtp: WorkerConfig['smtp'];
  /** Campaign time from which on it runs. */
  readonly begin: Instant;
}
