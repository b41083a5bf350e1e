import { DubanError, type Instant } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { accountByLogin, holdAccount } from './accounts/accounts.js';
import { bindContact } from './accounts/bind-contact.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface Binding {
  readonly login: string;
  readonly campaign: string;
  readonly contact: string;
  readonly actor: Actor;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Lets a clerk who has an account from another campaign sign in to this one as well, as this contact.
 * @throws DubanError `not-allowed`, `account-unknown` (also for an account of the bureau), `contact-unknown`
 */
export async function bindClerk(
  ctx: Pick<Context, 'ledger'>,
  { login, campaign, contact, actor, now }: Binding,
): Promise<void> {
  requireRight(actor, 'people.change', '关联填报账户');
  await ctx.ledger.transaction(async (tx) => {
    const known = await accountByLogin(tx, login);
    if (known?.kind !== 'office') throw new DubanError('account-unknown', { account: login });
    const { id } = await holdAccount(tx, known.id);
    await bindContact(tx, { account: id, campaign, contact });
    await recordAccountEvent(tx, { kind: 'account-bound', actor, account: id, now, data: { campaign, contact } });
  });
}
