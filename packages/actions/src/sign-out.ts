import type { Instant } from '@duban/base';
import { campaignTime, type Database, recordEvent, type Tx } from '@duban/ledger';
import type { Selectable } from 'kysely';
import type { Context } from './context.js';
import { officerTitle } from './people/officer-title.js';
import { liveSessions, tokenHash } from './session-token.js';

/** Ends a session, of the bureau or of an office; a token of none, or of one that is over, ends nothing. `now` is server time. */
export async function signOut(
  ctx: Pick<Context, 'ledger'>,
  { token, now }: { token: string; now: Instant },
): Promise<void> {
  await ctx.ledger.transaction(async (tx) => {
    const hash = tokenHash(token);
    const session = await liveSessions(tx, now)
      .selectAll()
      .where('token_hash', '=', hash)
      .forUpdate()
      .executeTakeFirst();
    if (!session) return;
    await tx.deleteFrom('session').where('token_hash', '=', hash).execute();
    const { account, campaign, contact } = session;
    await recordEvent(tx, {
      campaign: account === null ? campaign : null,
      at: await campaignTime(tx, now),
      kind: 'signed-out',
      actor: { name: await nameOf(tx, session), ...(account === null ? {} : { account }) },
      subject: account ?? contact ?? 'sign-in',
    });
  });
}

/** As whom the session was opened. */
async function nameOf(tx: Tx, { account, role, campaign, contact }: Selectable<Database['session']>): Promise<string> {
  if (account !== null) {
    const { title } = await tx
      .selectFrom('account')
      .select('title')
      .where('id', '=', account)
      .executeTakeFirstOrThrow();
    return title;
  }
  if (role !== null) return officerTitle(tx, role);
  const { title } = await tx
    .selectFrom('contact')
    .select('title')
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .executeTakeFirstOrThrow();
  return title;
}
