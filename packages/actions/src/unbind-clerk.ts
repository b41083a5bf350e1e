import { DubanError, type Instant } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import type { ClerkPlace } from './accounts/bind-contact.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

/**
 * Takes a clerk's account out of a campaign, with the sessions it has there. `now` is server time.
 * @throws DubanError `not-allowed`, `account-unknown` where it has no such place
 */
export async function unbindClerk(
  ctx: Pick<Context, 'ledger'>,
  { account, campaign, contact, actor, now }: ClerkPlace & { readonly actor: Actor; readonly now: Instant },
): Promise<void> {
  requireRight(actor, 'people.change', '取消关联填报账户');
  await ctx.ledger.transaction(async (tx) => {
    const gone = await tx
      .deleteFrom('account_contact')
      .where('account', '=', account)
      .where('campaign', '=', campaign)
      .where('contact', '=', contact)
      .returning('account')
      .executeTakeFirst();
    if (!gone) throw new DubanError('account-unknown', { account });
    await tx
      .deleteFrom('session')
      .where('account', '=', account)
      .where('campaign', '=', campaign)
      .where('contact', '=', contact)
      .execute();
    await recordAccountEvent(tx, { kind: 'account-unbound', actor, account, now, data: { campaign, contact } });
  });
}
