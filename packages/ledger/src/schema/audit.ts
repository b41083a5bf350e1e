import type { Instant, LocalDate } from '@duban/base';

export type SealAlgorithm = 'sha256' | 'sm3';

/** The chain over the events. Both tables take new rows only: the database refuses every update and delete. */
export interface AuditTables {
  event_seal: {
    /** Its place in the chain, from 1 without a gap: the order of sealing, which need not be that of `event.seq`. */
    n: number;
    event: number;
    /** Server time. */
    sealed_at: Instant;
    algorithm: SealAlgorithm;
    /** The hash of n − 1. */
    previous: string;
    /** Over `previous`, place and event (canonical-event.ts), in lower-case hex. */
    hash: string;
  };
  event_unsealed: { event: number };
  event_checkpoint: {
    /** So many events were sealed … */
    n: number;
    /** … on this day of server time, … */
    day: LocalDate;
    /** … and this was the last one's hash. */
    hash: string;
    made_at: Instant;
    /** The code of the checkpoint before. */
    previous: string;
    /** HMAC with a key that is not in the database. */
    mac: string;
  };
}
