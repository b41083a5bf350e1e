import { DubanError, type Instant } from '@duban/base';
import { composeMessage } from './compose-message.js';
import type { Context } from './context.js';

/**
 * Subject and text of a message. Texts are not kept: they are put together anew from the facts, a chase from the debts it still has, so
 * it reads as it would now. The recipient's link stays hidden: who reads here must not be able to act as the office. Throws `message-unknown`.
 */
export async function messageText(
  ctx: Context,
  { message: id, now }: { readonly message: string; readonly now: Instant },
): Promise<{ readonly subject: string; readonly text: string }> {
  return ctx.ledger.transaction(async (tx) => {
    const message = await tx.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst();
    if (!message) throw new DubanError('message-unknown', { message: id });
    const { subject, text } = await composeMessage(tx, { ctx, message, reader: 'bureau' }, message.sent_at ?? now);
    return { subject: message.subject ?? subject, text };
  });
}
