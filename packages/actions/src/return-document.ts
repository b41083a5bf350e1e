import { DubanError, type Instant } from '@duban/base';
import { type Poke, poke, recordEvent } from '@duban/ledger';
import { openTask } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { isDutyTask } from './duties/duty.js';
import { requireRight } from './facts/guard.js';
import { sendBack } from './report/advance-document.js';

export interface ReturnDocument {
  /** The task of the stage that is refused. */
  readonly task: string;
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Sends a document back to the stage before, a draft to its drafter (退回拟稿), with the reason; for whoever it waits for.
 * @throws DubanError `reason-missing`, `entry-invalid` for a task that is about no document, `task-unknown`, `task-closed`,
 *   `task-not-yours`, `campaign-closed`, `not-allowed`.
 */
export async function returnDocument(ctx: Context, input: ReturnDocument): Promise<void> {
  const { actor, now } = input;
  requireRight(actor, 'document.approve', '退回文稿');
  const reason = input.reason.trim();
  if (reason === '') throw new DubanError('reason-missing', { verb: '退回' });
  await ctx.ledger.transaction(async (tx) => {
    const task = await openTask(tx, { task: input.task, call: false, actor });
    await tx.updateTable('task').set({ state: 'cancelled', done_at: now }).where('id', '=', task.id).execute();
    if (!(await sendBack(tx, task, { actor, now, reason })))
      throw new DubanError('entry-invalid', { what: '退回', problem: `“${task.title}”不是送审的文稿` });
    const { campaign } = task;
    await recordEvent(tx, { campaign, at: now, kind: 'document-returned', actor, subject: task.id, data: { reason } });
    await poke(tx, [waitsForIt(task)], now);
  });
}

/** The workflow that looks at what became of a task. */
function waitsForIt(task: { readonly id: string; readonly campaign: string; readonly office: string | null }): Poke {
  const { campaign, office } = task;
  if (isDutyTask(task)) return { workflow: 'campaign', input: { campaign } };
  return office === null
    ? { workflow: 'report', input: { campaign, kind: 'summary' } }
    : { workflow: 'office', input: { campaign, office } };
}
