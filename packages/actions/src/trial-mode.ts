import { isTrial } from './accounts/accounts.js';
import type { Context } from './context.js';

/** True while nobody of the bureau has an account, and a code of the terminal opens a trial session. */
export function inTrial(ctx: Pick<Context, 'ledger'>): Promise<boolean> {
  return isTrial(ctx.ledger.db);
}
