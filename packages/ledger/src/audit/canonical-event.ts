import { getHashes, hash } from 'node:crypto';
import { DubanError, type Instant } from '@duban/base';
import type { SealAlgorithm } from '../schema/audit.js';

/** Every column of an event; `data` as the database's own text of it. */
export interface EventRow {
  readonly seq: number;
  readonly campaign: string | null;
  readonly at: Instant;
  readonly kind: string;
  readonly actor: string;
  readonly account: string | null;
  readonly subject: string;
  readonly data: string;
}

/** What a seal says of itself, besides its hash. */
export interface SealPlace {
  readonly n: number;
  readonly sealed_at: Instant;
  readonly algorithm: SealAlgorithm;
  readonly previous: string;
}

/** What the first seal stands on. */
export const BEGINNING = '0'.repeat(64);

/** Part of every hash: with another column or another order of them, another form. */
const FORM = 'duban-event-1';

/**
 * The hash of a seal, in lower-case hex: over one JSON array without spaces, so that anybody can compute it (docs/audit.md). `data` goes in
 * as jsonb's text: PostgreSQL keeps it in one form (keys by length, then by bytes; figures as they were written), alike from 14 to 18.
 */
export function sealHash({ n, sealed_at, algorithm, previous }: SealPlace, e: EventRow): string {
  const { seq, campaign, at, kind, actor, account, subject, data } = e;
  const said = [FORM, algorithm, n, previous, sealed_at, seq, campaign, at, kind, actor, account, subject, data];
  return hash(algorithm, JSON.stringify(said), 'hex');
}

/** @throws DubanError `seal-algorithm-missing` where this Node was built without it. */
export function requireAlgorithm(algorithm: SealAlgorithm): void {
  if (!getHashes().includes(algorithm)) throw new DubanError('seal-algorithm-missing', { algorithm });
}
