import type { Instant } from '@duban/base';

/** What several processes of the API share; instants are server time. */
export interface HttpTables {
  kept_answer: {
    /** Hash of who asked and the key. */
    id: string;
    request_hash: string;
    claimed_at: Instant;
    /** Until then the first attempt is taken to be at work. */
    lease_until: Instant;
    expires_at: Instant;
    /** Sealed; null while the verb is at work. */
    answer: Buffer | null;
  };
  attempt: {
    /** Hash of what is counted and for whom: no address in clear. */
    bucket: string;
    window_end: Instant;
    count: number;
  };
}
