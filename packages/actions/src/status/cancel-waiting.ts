import type { MessageKind, Tx } from '@duban/ledger';
import { ANSWERS } from '../facts/campaign-status.js';

const WAITING = ['planned', 'deferred', 'unknown'] as const;

/**
 * Takes back the chases that have not left, of a campaign or of one person. What nobody has got was not done: the steps of a chase that was
 * never tried count as missed, so that they are planned anew, once, by the next look of the offices that are returned.
 */
export async function cancelChases(tx: Tx, campaign: string, recipient?: string): Promise<Cancelled> {
  const waiting = (await waitingMessages(tx, campaign)).filter(
    (m) => m.kind === 'chase' && (recipient === undefined || m.recipient === recipient),
  );
  await cancel(tx, waiting);
  const untried = waiting.filter(({ attempts }) => attempts === 0).map(({ id }) => id);
  return { messages: waiting.length, offices: untried.length === 0 ? [] : await dropLines(tx, untried) };
}

/**
 * Takes back one chase that its day has passed without: a mail server that took nothing for a night would else let it leave beside the next
 * day's, on a rest day, or to who has left since. Its steps were not done and are planned anew. Returns the offices that must look.
 */
export async function cancelOutdated(tx: Tx, message: { readonly id: string }): Promise<readonly string[]> {
  await cancel(tx, [message]);
  return dropLines(tx, [message.id]);
}

export interface Cancelled {
  readonly messages: number;
  /** Whose steps were on them. */
  readonly offices: readonly string[];
}

async function dropLines(tx: Tx, messages: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('message_line as l')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .select('o.office')
    .distinct()
    .where('l.message', 'in', messages)
    .execute();
  await tx.deleteFrom('message_line').where('message', 'in', messages).execute();
  return rows.map(({ office }) => office);
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
  readonly attempts: number;
}

/** Locked in the order of their ids, as a look of an office locks them. */
function waitingMessages(tx: Tx, campaign: string): Promise<Waiting[]> {
  return tx
    .selectFrom('message')
    .select(['id', 'kind', 'recipient', 'attempts'])
    .where('campaign', '=', campaign)
    .where('state', 'in', WAITING)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function cancel(tx: Tx, messages: readonly Pick<Waiting, 'id'>[]): Promise<void> {
  if (messages.length === 0) return;
  const ids = messages.map(({ id }) => id);
  await tx
    .updateTable('message')
    .set({ state: 'cancelled', next_attempt_at: null, lease_until: null })
    .where('id', 'in', ids)
    .execute();
}
