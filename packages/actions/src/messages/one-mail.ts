import type { Instant } from '@duban/base';
import { lockSubject, type MessageRow, subjectLock, type Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { chaseSlot } from '../chase/chase-id.js';
import { mailboxOf, mayBeThere, ofOneBureau, selectCampaigns } from '../chase/same-people.js';

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
  const { mailbox, campaigns } = await lockMessage(tx, id, now);
  if (campaigns.length > 0) await lockSubject(tx, `chase-mail:${mailbox}/${chaseSlot(id)}`);
  let query = tx.selectFrom('message').selectAll();
  if (campaigns.length === 0) query = query.where('id', '=', id);
  else {
    query = query.where((eb) =>
      eb.or([
        eb('id', '=', id),
        eb.and([
          eb('kind', '=', 'chase'),
          eb(eb.fn<string>('lower', ['address']), '=', mailbox),
          eb('campaign', 'in', campaigns),
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

/** Nobody else claims the message from now on. Answers what it is, and the other campaigns whose chases may leave with a chase. */
async function lockMessage(tx: Tx, id: string, now: Instant) {
  const { rows, campaign, kind, address } = await tx
    .selectFrom('message as m')
    .select(['m.campaign', 'm.kind', 'm.address', subjectLock(`message:${id}`).as('held')])
    .select(jsonArrayFrom(selectCampaigns(tx, sql.ref('m.campaign'), now)).as('rows'))
    .where('m.id', '=', id)
    .executeTakeFirstOrThrow();
  const { others } = kind === 'chase' ? await ofOneBureau(tx, campaign, rows) : { others: [] };
  return { mailbox: mailboxOf(address), campaigns: others.map((c) => c.id) };
}

/** The message whose mail a message leaves with: its own, unless another campaign's carries it. */
export function leaderOf({ id, carried_by }: Pick<MessageRow, 'id' | 'carried_by'>): string {
  return carried_by ?? id;
}

/** The person's mail of this slot has left, or may have left, without this message: it must not become a second one. */
export function leftBehind({ message, others }: HeldMail): boolean {
  return message.attempts === 0 && others.some(mayBeThere);
}

/** The others that leave in the mail of this message: all that wait when it leaves for the first time, the same ones when it is repeated. */
export function fellows({ message, others }: HeldMail): MessageRow[] {
  return others.filter((other) =>
    message.attempts === 0
      ? other.state === 'planned' && other.attempts === 0
      : other.attempts > 0 && leaderOf(other) === leaderOf(message) && REPEATED.has(other.state),
  );
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
export async function mailOf(tx: Tx, message: Pick<MessageRow, 'id' | 'kind' | 'carried_by'>): Promise<string[]> {
  if (message.kind !== 'chase') return [message.id];
  const leader = leaderOf(message);
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'state'])
    .where((eb) => eb.or([eb('id', '=', leader), eb('carried_by', '=', leader)]))
    .where((eb) => eb.or([eb('id', '=', message.id), eb('state', '!=', 'cancelled')]))
    .execute();
  return rows.map(({ id }) => id);
}
