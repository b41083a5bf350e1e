import type { MessageKind, MessageState, Tx } from '@duban/ledger';
import { ANSWERS } from '../facts/campaign-status.js';

const WAITING = ['planned', 'deferred', 'unknown'] as const;

/**
 * Takes back the chases that have not left, of a campaign or of one person. What nobody has got was not done: the steps of a chase that was
 * never tried, or that a server put off, count as missed, so that they are planned anew, once, by the next look of the offices that are
 * returned.
 */
export async function cancelChases(tx: Tx, campaign: string, recipient?: string): Promise<Cancelled> {
  const waiting = (await waitingMessages(tx, campaign)).filter(
    (m) => m.kind === 'chase' && (recipient === undefined || m.recipient === recipient),
  );
  await cancel(tx, waiting);
  const missed = waiting.filter(({ state }) => state !== 'unknown').map(({ id }) => id);
  return { messages: waiting.length, offices: missed.length === 0 ? [] : (await takeBackLines(tx, missed)).offices };
}

export interface Cancelled {
  readonly messages: number;
  /** Whose steps were on them. */
  readonly offices: readonly string[];
}

/** Takes the lines off messages, or those of some offices: their steps count as missed. Returns whose and what they were. */
export async function takeBackLines(
  tx: Tx,
  messages: readonly string[],
  of?: readonly string[],
): Promise<{ readonly offices: readonly string[]; readonly obligations: readonly string[] }> {
  const rows = await tx
    .deleteFrom('message_line as l')
    .using('obligation as o')
    .whereRef('o.id', '=', 'l.obligation')
    .where('l.message', 'in', messages)
    .$if(of !== undefined, (qb) => qb.where('o.office', 'in', of ?? []))
    .returning(['o.office', 'o.id'])
    .execute();
  const each = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
  return { offices: each(rows.map(({ office }) => office)), obligations: each(rows.map(({ id }) => id)) };
}

/** Takes back whatever has not left but answers to what was handed in. Returns how many. */
export async function cancelAllButAnswers(tx: Tx, campaign: string): Promise<number> {
  const waiting = (await waitingMessages(tx, campaign)).filter(({ kind }) => !ANSWERS.has(kind));
  await cancel(tx, waiting);
  return waiting.length;
}

interface Waiting {
  readonly id: string;
  readonly kind: MessageKind;
  readonly recipient: string;
  readonly state: MessageState;
}

/** Locked in the order of their ids, as a look of an office locks them. */
function waitingMessages(tx: Tx, campaign: string): Promise<Waiting[]> {
  return tx
    .selectFrom('message')
    .select(['id', 'kind', 'recipient', 'state'])
    .where('campaign', '=', campaign)
    .where('state', 'in', WAITING)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function cancel(tx: Tx, messages: readonly Waiting[]): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  await tx
    .updateTable('message')
    .set({ state: 'cancelled', next_attempt_at: null, lease_until: null })
    .where('id', 'in', ids)
    .execute();
}
