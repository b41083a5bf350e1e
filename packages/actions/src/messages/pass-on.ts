import type { Instant } from '@duban/base';
import { type Addressee, json, type MessageRow, planMessage, type Tx } from '@duban/ledger';
import type { Context } from '../context.js';
import { messageIdOf } from './message-ids.js';
import { bringsLink } from './message-words.js';

export interface Passing {
  readonly ctx: Pick<Context, 'mailDomain'>;
  readonly message: MessageRow;
  /** Null: nobody of the office can be written to. */
  readonly to: Addressee | null;
}

/**
 * Gives what a dead address refused to another of the office. A chase's lines count as not done, so that the next look of its offices puts
 * them on the other's message of the day, or on the call list; any other message is sent again as a message of its own.
 */
export async function passOn(tx: Tx, { ctx, message, to }: Passing, now: Instant): Promise<void> {
  if (message.kind === 'chase') {
    await tx.updateTable('message_line').set({ dropped: true }).where('message', '=', message.id).execute();
    return;
  }
  if (to === null || message.office === null || !bringsLink(message.kind)) return;
  if (await hasTheSame(tx, message, to.contact)) return;
  const id = `${message.id}/to/${to.contact}`;
  await planMessage(
    tx,
    {
      ...{ id, campaign: message.campaign, office: message.office, recipient: to.contact, address: to.email },
      kind: message.kind,
      sendAfter: now,
      facts: { ...message.facts, to: to.title },
      attachments: message.attachments,
      messageId: messageIdOf(ctx, id),
    },
    now,
  );
}

/** A launch message and a 口径说明 go to A and B alike: who has got the same already gets no second one. */
export async function hasTheSame(tx: Tx, { campaign, office, kind, facts, created_at }: MessageRow, contact: string) {
  const { to: _to, ...said } = facts;
  const same = await tx
    .selectFrom('message')
    .select('id')
    .where('campaign', '=', campaign)
    .where('office', '=', office)
    .where('kind', '=', kind)
    .where('recipient', '=', contact)
    .where('created_at', '=', created_at)
    .where('facts', '@>', json(said) as never)
    .executeTakeFirst();
  return same !== undefined;
}
