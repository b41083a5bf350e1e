import type { Instant } from '@duban/base';
import type { AccountKind } from '@duban/ledger';
import { type PlaceOfClerk, placesOf } from './accounts/clerk-places.js';
import { type OwnSession, ownSession } from './accounts/own-session.js';
import type { Context } from './context.js';

export interface OwnAccount {
  readonly login: string;
  readonly title: string;
  readonly kind: AccountKind;
  readonly secondFactor: boolean;
  readonly recoveryCodesLeft: number;
  /** Server time. */
  readonly passwordAt: Instant | null;
  /** Of a clerk: where it may work. */
  readonly places: readonly PlaceOfClerk[];
}

/** What a person sees of the own account. Throws `sign-in-needed` for a trial session and a mailed link: they have none. */
export async function ownAccount(ctx: Pick<Context, 'ledger'>, { token, now }: OwnSession): Promise<OwnAccount> {
  const { db } = ctx.ledger;
  const { account: id } = await ownSession(db, { token, now });
  const account = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const { left } = await db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('account', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    login: account.login,
    title: account.title,
    kind: account.kind,
    secondFactor: account.totp_secret !== null,
    recoveryCodesLeft: left,
    passwordAt: account.password_at,
    places: account.kind === 'office' ? await placesOf(db, id) : [],
  };
}
