import { DubanError, type Instant } from '@duban/base';
import { poke, recordEvent } from '@duban/ledger';
import { openTask } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { discardCircular, isCircular } from './report/circular-chain.js';

export interface DiscardDocument {
  /** The task of the stage at which it is given up. */
  readonly task: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Gives a 通报 up for good, at whatever stage it waits, with the reason; for whoever it waits for. A report is owed, and a letter leaves
 * the list when its debt is settled: neither is given up.
 * @throws DubanError `reason-missing`, `entry-invalid` for a task that is about no 通报, `task-unknown`, `task-closed`, `task-not-yours`,
 *   `campaign-closed`, `not-allowed`.
 */
export async function discardDocument(ctx: Context, input: DiscardDocument): Promise<void> {
  const { actor, now } = input;
  requireRight(actor, 'document.approve', '不予通报');
  const reason = input.reason.trim();
  if (reason === '') throw new DubanError('reason-missing', { verb: '不予通报' });
  await ctx.ledger.transaction(async (tx) => {
    const task = await openTask(tx, { task: input.task, call: false, actor });
    if (!isCircular(task))
      throw new DubanError('entry-invalid', { what: '不予通报', problem: `“${task.title}”不是通报的文稿` });
    await tx.updateTable('task').set({ state: 'cancelled', done_at: now }).where('id', '=', task.id).execute();
    await discardCircular(tx, task, { actor, now, reason });
    const { campaign, id } = task;
    await recordEvent(tx, { campaign, at: now, kind: 'document-discarded', actor, subject: id, data: { reason } });
    await poke(tx, [{ workflow: 'campaign', input: { campaign } }], now);
  });
}
