import { DubanError, type Instant } from '@duban/base';
import { recordEvent } from '@duban/ledger';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

/**
 * Ends every link mailed to a person and every session they opened; the next mail brings a new link. `now` is campaign time.
 * @throws DubanError `contact-unknown`, `not-allowed`.
 */
export async function revokeLink(
  ctx: Pick<Context, 'ledger'>,
  { campaign, contact, actor, now }: { campaign: string; contact: string; actor: Actor; now: Instant },
): Promise<void> {
  requireRight(actor, 'people.change', '停用报送链接');
  await ctx.ledger.transaction(async (tx) => {
    const raised = await tx
      .updateTable('contact')
      .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
      .where('campaign', '=', campaign)
      .where('id', '=', contact)
      .returning('link_version as version')
      .executeTakeFirst();
    if (!raised) throw new DubanError('contact-unknown', { contact });
    const sessions = await tx
      .deleteFrom('session')
      .where('campaign', '=', campaign)
      .where('contact', '=', contact)
      // Who came in by an account goes on: that is switched off by itself.
      .where('account', 'is', null)
      .executeTakeFirst();
    const data = { version: raised.version, sessions: Number(sessions.numDeletedRows) };
    await recordEvent(tx, { campaign, at: now, kind: 'link-revoked', actor, subject: contact, data });
  });
}
