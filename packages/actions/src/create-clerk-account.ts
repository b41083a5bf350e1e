import type { Instant } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { bindContact } from './accounts/bind-contact.js';
import { insertAccount } from './accounts/insert-account.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface ClerkAccountAsked {
  readonly campaign: string;
  /** Whose mails the person gets: of an office, or of a department. */
  readonly contact: string;
  readonly login: string;
  readonly title: string;
  readonly actor: Actor;
  /** Server time. */
  readonly now: Instant;
}

/**
 * An account for a clerk, or for a department's user: the offices of this contact in this campaign, and nothing else. It opens nothing
 * until its code has set a password.
 * @throws DubanError `not-allowed`, `login-invalid`, `login-taken`, `contact-unknown`
 */
export async function createClerkAccount(
  ctx: Pick<Context, 'ledger'>,
  { campaign, contact, login, title, actor, now }: ClerkAccountAsked,
): Promise<{ id: string }> {
  requireRight(actor, 'people.change', '建立填报账户');
  return ctx.ledger.transaction(async (tx) => {
    const made = await insertAccount(tx, { kind: 'office', login, title, by: actor.name, now });
    await bindContact(tx, { account: made.id, campaign, contact });
    const data = { kind: 'office', login: made.login, title, campaign, contact };
    await recordAccountEvent(tx, { kind: 'account-created', actor, account: made.id, now, data });
    return { id: made.id };
  });
}
