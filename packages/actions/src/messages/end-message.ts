import type { Instant } from '@duban/base';
import { type MessageRow, type MessageState, poke, recordEvent, type Tx } from '@duban/ledger';
import { SYSTEM } from '../context.js';
import { takeBackLines } from '../status/cancel-waiting.js';

/** What an attempt came to; `waitMs` says when the next one may be made, null when there is none to make. */
export interface Delivery {
  readonly state: MessageState;
  readonly waitMs: number | null;
}

/** Of an attempt that found nothing left to be said. */
export const CANCELLED: Delivery = { state: 'cancelled', waitMs: null };

/** Ends a message that is not to leave; `data`: what became of what it said. */
export async function cancel(
  tx: Tx,
  { message, data = {} }: { readonly message: MessageRow; readonly data?: unknown },
  now: Instant,
): Promise<Delivery> {
  await close(tx, message, { state: 'cancelled', response: null });
  await note(tx, message, { now, kind: 'message-cancelled', data });
  return CANCELLED;
}

/** Takes the lines off a chase, or those of some offices, and has these offices look at them anew. */
export async function takeBack(
  tx: Tx,
  { message: { id, campaign }, of }: { readonly message: MessageRow; readonly of?: readonly string[] },
  now: Instant,
): Promise<TakenBack> {
  const { offices, obligations } = await takeBackLines(tx, [id], of);
  await poke(
    tx,
    offices.map((office) => ({ workflow: 'office', input: { campaign, office } })),
    now,
  );
  return { anew: offices, obligations };
}

export interface TakenBack {
  /** The offices that look again. */
  readonly anew: readonly string[];
  readonly obligations: readonly string[];
}

/** Writes the event of what happened to a message. */
export function note(
  tx: Tx,
  { id, campaign, attempts }: MessageRow,
  { now, kind, data = kind === 'attempt-lost' ? { attempts } : {} }: { now: Instant; kind: string; data?: unknown },
): Promise<void> {
  return recordEvent(tx, { campaign, at: now, kind, actor: SYSTEM.name, subject: id, data });
}

/** Writes that a message has reached its end without leaving. */
export async function close(
  tx: Tx,
  { id }: MessageRow,
  end: { state: 'cancelled' | 'failed'; response: string | null },
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ ...end, lease_until: null, next_attempt_at: null })
    .where('id', '=', id)
    .execute();
}
