import type { Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { applyDecision } from './sheets/apply-decision.js';
import { type Decide, refuseIncomplete } from './sheets/decision-rules.js';

export type { Decide } from './sheets/decision-rules.js';

/**
 * Accepts, returns, exempts, extends or reopens; who handed a returned sheet in is told. Reopening what went into figures makes every
 * document that rests on them stale; extending answers the request there may be.
 * @throws DubanError `decision-conflict` when somebody else decided on this version, `sheet-superseded` when a newer one has come,
 *   `decision-incomplete`, `due-not-allowed`, `obligation-settled`, `obligation-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function decide(ctx: Context, input: Decide): Promise<void> {
  requireRight(input.actor, 'sheet.decide', '出具审核意见');
  refuseIncomplete(input);
  await ctx.ledger.transaction((tx) => applyDecision(tx, ctx, input));
}
