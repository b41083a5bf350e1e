import type { Context } from '@duban/actions/context';
import type { Instant } from '@duban/base';
import type { Clock } from '@duban/base/clock';
import type { ApiConfig } from './config.js';
import type { Streams } from './events/streams.js';
import type { Mailbox } from './mailbox/mailbox.js';
import type { Metrics } from './metrics/metrics.js';
import type { Rehearsals } from './rehearsals/rehearsals.js';
import type { Tuning } from './tuning.js';

/** What every route works with. */
export interface Api {
  readonly ctx: Context;
  readonly config: ApiConfig;
  readonly tuning: Tuning;
  /** Server time: sessions and codes live in it, whatever campaign time does. */
  readonly clock: Clock;
  /** Campaign time, in which everything else happens. */
  now(): Promise<Instant>;
  /** The local inbox; null when mail really leaves. */
  readonly mailbox: Mailbox | null;
  readonly rehearsals: Rehearsals;
  readonly streams: Streams;
  readonly metrics: Metrics;
  /** By which a program reads them without a session; null where there is no such way in. */
  readonly metricsToken: string | null;
}
