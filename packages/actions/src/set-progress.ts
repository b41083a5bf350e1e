import { isOwed, type Progress } from '@duban/campaign';
import { poke, recordEvent } from '@duban/ledger';
import type { Context } from './context.js';
import { settled } from './facts/about-obligation.js';
import { type OnObligation, obligationToEdit } from './facts/locked-obligation.js';
import { pokesOf } from './next/pokes-of.js';
import { texts } from './sheets/wording.js';

export interface SetProgress extends OnObligation {
  /** Null: nothing is said any more. */
  readonly progress: Progress | null;
}

/**
 * 填报中 / 待审签 / 待用印, by the clerk, or by the officer who was told on the telephone. It changes how and whom a chase asks, never whether
 * the office is on time (practice.md 1).
 * @throws DubanError `obligation-settled` when nothing is owed, `obligation-unknown`, `campaign-closed`, `changed-meanwhile`, `not-allowed`.
 */
export async function setProgress(ctx: Context, input: SetProgress): Promise<void> {
  const verb = texts.verbs.progress;
  const { progress, actor, now } = input;
  await ctx.ledger.transaction(async (tx) => {
    const { row, about } = await obligationToEdit(tx, { ...input, verb });
    if (!isOwed(row.state)) throw settled(about, verb);
    await tx
      .updateTable('obligation')
      .set({ progress, progress_at: now, progress_by: actor.name })
      .where('id', '=', row.id)
      .execute();
    const data = { progress };
    await recordEvent(tx, { campaign: about.campaign, at: now, kind: 'progress-set', actor, subject: row.id, data });
    await poke(tx, pokesOf(row), now);
  });
}
