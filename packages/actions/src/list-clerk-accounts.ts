import type { Instant } from '@duban/base';
import { isLocked } from './accounts/accounts.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

export interface ClerkAccountListed {
  readonly id: string;
  readonly login: string;
  readonly title: string;
  readonly contact: string;
  readonly setUp: boolean;
  readonly secondFactor: boolean;
  readonly locked: boolean;
  readonly disabled: boolean;
}

/** The clerks' accounts of one campaign. `now` is server time. Throws `not-allowed`. */
export async function listClerkAccounts(
  ctx: Pick<Context, 'ledger'>,
  { campaign, actor, now }: { campaign: string; actor: Actor; now: Instant },
): Promise<ClerkAccountListed[]> {
  requireRight(actor, 'people.change', '查看填报账户');
  const rows = await ctx.ledger.db
    .selectFrom('account_contact as ac')
    .innerJoin('account as a', 'a.id', 'ac.account')
    .selectAll('a')
    .select('ac.contact')
    .where('ac.campaign', '=', campaign)
    .orderBy('a.login')
    .orderBy('ac.contact')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    login: row.login,
    title: row.title,
    contact: row.contact,
    setUp: row.password_hash !== null,
    secondFactor: row.totp_secret !== null,
    locked: isLocked(row, now),
    disabled: row.disabled_at !== null,
  }));
}
