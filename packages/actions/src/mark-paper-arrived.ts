import { DubanError, type Instant } from '@duban/base';
import { recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { settled } from './facts/about-obligation.js';
import { requireRight } from './facts/guard.js';
import { type OnObligation, obligationToEdit, whatOf } from './facts/locked-obligation.js';
import { refuseArrival } from './sheets/evidence.js';
import { texts } from './sheets/wording.js';

export interface MarkPaperArrived extends OnObligation {
  /** When the sealed original really came, in campaign time. */
  readonly arrivedAt: Instant;
}

/**
 * Ticks the sealed original as arrived (practice.md 2). It has a due of its own and says nothing about the electronic one; nobody is
 * chased less or more, so nothing is woken.
 * @throws DubanError `paper-settled`, `arrival-invalid`, `obligation-settled` where nothing is owed, `obligation-unknown`, `campaign-closed`,
 *   `changed-meanwhile`, `not-allowed`.
 */
export async function markPaperArrived(ctx: Context, input: MarkPaperArrived): Promise<void> {
  const verb = texts.verbs.paper;
  const { actor, arrivedAt, now } = input;
  requireRight(actor, 'sheet.decide', verb);
  await ctx.ledger.transaction(async (tx) => {
    const locked = await obligationToEdit(tx, { ...input, verb });
    const { row, about } = locked;
    if (row.state === 'exempt' || row.state === 'withdrawn') throw settled(about, verb);
    if (row.paper_arrived_at !== null)
      throw new DubanError('paper-settled', {
        what: whatOf(about),
        state: texts.paper.arrived(row.paper_arrived_at, row.paper_by ?? ''),
      });
    await refuseArrival(tx, locked, { arrivedAt, now });
    await tx
      .updateTable('obligation')
      .set({ paper_arrived_at: arrivedAt, paper_by: actor.name })
      .where('id', '=', row.id)
      .execute();
    const data = { arrivedAt };
    await recordEvent(tx, { campaign: about.campaign, at: now, kind: 'paper-arrived', actor, subject: row.id, data });
  });
}
