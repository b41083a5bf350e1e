import type { Context } from './context.js';
import { tokenHash } from './session-token.js';

/** Ends a session, of the bureau or of an office; a token of none ends nothing. */
export async function signOut(ctx: Pick<Context, 'ledger'>, { token }: { token: string }): Promise<void> {
  await ctx.ledger.db.deleteFrom('session').where('token_hash', '=', tokenHash(token)).execute();
}
