import type { Instant } from '@duban/base';
import { lockSubject, type MessageRow, type Tx } from '@duban/ledger';
import { chaseSlot } from '../chase/chase-id.js';
import { mailboxOf, mayBeThere, otherCampaigns } from '../chase/same-people.js';
import { statusOf } from '../facts/campaign-status.js';

/** A message held for an attempt, with the chases of the same person and slot that other campaigns of the bureau have planned. */
export interface HeldMail {
  readonly message: MessageRow;
  readonly others: readonly MessageRow[];
}

/**
 * Holds a message, and a chase together with its person's chases of the same slot in other campaigns: whoever claims one of them decides
 * what leaves in one mail, and nobody else does meanwhile. In the order of their ids, as everybody locks messages.
 */
export async function holdMail(tx: Tx, id: string, now: Instant): Promise<HeldMail> {
  const seen = await tx
    .selectFrom('message')
    .select(['campaign', 'kind', 'address'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const campaigns = seen.kind === 'chase' ? await otherCampaigns(tx, seen.campaign, now) : [];
  const mailbox = mailboxOf(seen.address);
  if (campaigns.length > 0) await lockSubject(tx, `chase-mail:${mailbox}/${chaseSlot(id)}`);
  await lockSubject(tx, `message:${id}`);
  let query = tx.selectFrom('message').selectAll();
  if (campaigns.length === 0) query = query.where('id', '=', id);
  else {
    const theirs = campaigns.map((c) => c.id);
    query = query.where((eb) =>
      eb.or([
        eb('id', '=', id),
        eb.and([
          eb('kind', '=', 'chase'),
          eb(eb.fn<string>('lower', ['address']), '=', mailbox),
          eb('campaign', 'in', theirs),
          eb('id', 'like', `%/mail/${chaseSlot(id)}`),
        ]),
      ]),
    );
  }
  const rows = await query.orderBy('id').forUpdate().execute();
  const message = rows.find((row) => row.id === id);
  if (!message) throw new RangeError(`no message ${id}`);
  return { message, others: rows.filter((row) => row.id !== id) };
}

/** The message whose mail a message leaves with: its own, unless another campaign's carries it. */
export function leaderOf({ id, carried_by }: Pick<MessageRow, 'id' | 'carried_by'>): string {
  return carried_by ?? id;
}

/** The person's mail of this slot has left, or may have left, without this message: it must not become a second one. */
export function leftBehind({ message, others }: HeldMail): boolean {
  return message.attempts === 0 && others.some(mayBeThere);
}

/**
 * The others that leave in the mail of this message: all that wait when it leaves for the first time, the same ones when it is repeated.
 * What a pause holds back stays behind.
 */
export async function fellows(tx: Tx, { message, others }: HeldMail): Promise<MessageRow[]> {
  const mine = others.filter((other) =>
    message.attempts === 0
      ? other.state === 'planned' && other.attempts === 0
      : other.attempts > 0 && leaderOf(other) === leaderOf(message) && REPEATED.has(other.state),
  );
  const statuses = new Map<string, boolean>();
  for (const { campaign } of mine)
    if (!statuses.has(campaign)) statuses.set(campaign, (await statusOf(tx, campaign)) === 'running');
  return mine.filter(({ campaign }) => statuses.get(campaign) === true);
}

const REPEATED: ReadonlySet<MessageRow['state']> = new Set<MessageRow['state']>(['deferred', 'unknown', 'sending']);

/** The Message-ID of the mail: the leader's, also when another of the mail is repeated in its place. */
export async function messageIdOfMail(tx: Tx, message: MessageRow): Promise<string> {
  if (message.carried_by === null) return message.message_id;
  const leader = await tx
    .selectFrom('message')
    .select('message_id')
    .where('id', '=', message.carried_by)
    .executeTakeFirst();
  return leader?.message_id ?? message.message_id;
}

/** All messages that left, or leave, in one mail with this one, itself included. */
export async function mailOf(tx: Tx, message: Pick<MessageRow, 'id' | 'carried_by'>): Promise<string[]> {
  const leader = leaderOf(message);
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'state'])
    .where((eb) => eb.or([eb('id', '=', leader), eb('carried_by', '=', leader)]))
    .where((eb) => eb.or([eb('id', '=', message.id), eb('state', '!=', 'cancelled')]))
    .execute();
  return rows.map(({ id }) => id);
}
