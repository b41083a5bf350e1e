import type { Instant } from '@duban/base';
import type { BureauRole } from '@duban/campaign';
import type { Context } from './context.js';
import { type BureauSession, sessionOf } from './session-of.js';
import { tokenHash } from './session-token.js';

/** Lets a bureau session act as another officer (one person at a demonstration); null when the session has ended. `now` is server time. */
export async function changeRole(
  ctx: Pick<Context, 'ledger'>,
  { token, role, now }: { token: string; role: BureauRole; now: Instant },
): Promise<BureauSession | null> {
  if ((await sessionOf(ctx, { token, kind: 'bureau', now })) === null) return null;
  await ctx.ledger.db.updateTable('session').set({ role }).where('token_hash', '=', tokenHash(token)).execute();
  return sessionOf(ctx, { token, kind: 'bureau', now });
}
