import { HOUR, type Instant, plus } from '@duban/base';
import type { Tx } from './ledger.js';

/** How long a repeat of a call gets the first one's answer. */
const KEPT_MS = 24 * HOUR;

/** What a call with a key finds: it is the first (or the first one died), the first is still at work, it was answered, the key means something else. */
export type Claim =
  | { readonly kind: 'first' }
  | { readonly kind: 'running' }
  | { readonly kind: 'answered'; readonly answer: Buffer }
  | { readonly kind: 'other' };

export interface Claiming {
  /** Hash of who asks and the key. */
  readonly id: string;
  readonly requestHash: string;
  /** For how long (ms) the first is taken to be at work; an older claim without an answer is taken over. */
  readonly leaseMs: number;
  /** Server time. */
  readonly now: Instant;
}

/** Claims a call in a transaction of its own, before its verb runs; clears away what has expired. */
export async function claimCall(tx: Tx, { id, requestHash, leaseMs, now }: Claiming): Promise<Claim> {
  await tx.deleteFrom('kept_answer').where('expires_at', '<=', now).execute();
  const lease = { claimed_at: now, lease_until: plus(now, leaseMs) };
  const claimed = await tx
    .insertInto('kept_answer')
    .values({ id, request_hash: requestHash, ...lease, expires_at: plus(now, KEPT_MS), answer: null })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(lease)
        .where('kept_answer.request_hash', '=', requestHash)
        .where('kept_answer.answer', 'is', null)
        .where('kept_answer.lease_until', '<=', now),
    )
    .returning('id')
    .executeTakeFirst();
  if (claimed) return { kind: 'first' };
  const row = await tx
    .selectFrom('kept_answer')
    .select(['request_hash', 'answer'])
    .where('id', '=', id)
    .executeTakeFirst();
  // Given back in between: whoever asks again a moment later is the first.
  if (row === undefined) return { kind: 'running' };
  if (row.request_hash !== requestHash) return { kind: 'other' };
  return row.answer === null ? { kind: 'running' } : { kind: 'answered', answer: row.answer };
}

/** Keeps what was answered, after the verb's own transaction. */
export async function keepAnswer(tx: Tx, id: string, answer: Buffer): Promise<void> {
  await tx.updateTable('kept_answer').set({ answer }).where('id', '=', id).where('answer', 'is', null).execute();
}

/** Gives a claim back: nothing was done, or what was answered must not be kept. */
export async function giveBack(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('kept_answer').where('id', '=', id).where('answer', 'is', null).execute();
}
