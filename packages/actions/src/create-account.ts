import type { Instant } from '@duban/base';
import { recordAccountEvent } from './accounts/account-event.js';
import { insertAccount } from './accounts/insert-account.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface AccountAsked {
  /** Whether it works (`bureau`) or administers (`admin`): never both, and never changed. */
  readonly kind: 'bureau' | 'admin';
  readonly login: string;
  /** 基金监管科经办人（二）: a function, not a name. */
  readonly title: string;
  readonly actor: Actor;
  /** Server time. */
  readonly now: Instant;
}

/**
 * An account of the bureau, without a password and without a function: the first comes by its code, the second from the security
 * administrator. So nobody alone makes an account that can do anything.
 * @throws DubanError `not-allowed`, `login-invalid`, `login-taken`
 */
export async function createAccount(
  ctx: Pick<Context, 'ledger'>,
  { kind, login, title, actor, now }: AccountAsked,
): Promise<{ id: string }> {
  requireRight(actor, 'account.manage', '建立账户');
  return ctx.ledger.transaction(async (tx) => {
    const made = await insertAccount(tx, { kind, login, title, by: actor.name, now });
    const data = { kind, login: made.login, title };
    await recordAccountEvent(tx, { kind: 'account-created', actor, account: made.id, now, data });
    return { id: made.id };
  });
}
