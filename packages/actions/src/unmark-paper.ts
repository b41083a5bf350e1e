import { DubanError } from '@duban/base';
import { recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { type OnObligation, obligationToEdit, whatOf } from './facts/locked-obligation.js';
import { refuseMissing } from './sheets/evidence.js';
import { texts } from './sheets/wording.js';

export interface UnmarkPaper extends OnObligation {
  readonly reason: string;
}

/**
 * Takes back that a sealed original came: it was another office's, or had no seal.
 * @throws DubanError `verb-incomplete` without a reason, `paper-settled`, `obligation-unknown`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function unmarkPaper(ctx: Context, input: UnmarkPaper): Promise<void> {
  const verb = texts.verbs.unmarkPaper;
  const { actor, now } = input;
  requireRight(actor, 'sheet.decide', verb);
  refuseMissing(verb, { [texts.missing.reason]: input.reason.trim() !== '' });
  await ctx.ledger.transaction(async (tx) => {
    const { row, about } = await obligationToEdit(tx, { ...input, verb });
    if (row.paper_arrived_at === null)
      throw new DubanError('paper-settled', { what: whatOf(about), state: texts.paper.notArrived });
    await tx
      .updateTable('obligation')
      .set({ paper_arrived_at: null, paper_by: null })
      .where('id', '=', row.id)
      .execute();
    const data = { arrivedAt: row.paper_arrived_at, reason: input.reason.trim() };
    await recordEvent(tx, { campaign: about.campaign, at: now, kind: 'paper-unmarked', actor, subject: row.id, data });
  });
}
