import type { Instant } from '@duban/base';
import { poke, putBlob, recordEvent } from '@duban/ledger';
import { closeTask } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { isDutyTask } from './duties/duty.js';
import { requireRight } from './facts/guard.js';
import { confirmAddress } from './people/refused-address.js';
import { advanceDocument } from './report/advance-document.js';

export interface CompleteTask {
  readonly task: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Ticks off a task that is not a call, for whoever holds its function: a letter signed, a draft checked, countersigned or issued.
 * @throws DubanError `task-unknown`, `task-closed`, `task-not-yours`, `same-person` for a review of the own draft, `campaign-closed`,
 *   `not-allowed`.
 */
export async function completeTask(ctx: Context, input: CompleteTask): Promise<void> {
  requireRight(input.actor, 'task.do', '办结待办');
  await finishTask(ctx, input, null);
}

/** The same; `docx` takes the place of the draft that the task was about. */
export async function finishTask(ctx: Context, input: CompleteTask, docx: Uint8Array | null): Promise<void> {
  const { actor, now } = input;
  await ctx.ledger.transaction(async (tx) => {
    const task = await closeTask(tx, { task: input.task, call: false, actor }, now);
    const blob = docx === null ? task.blob : await putBlob(tx, docx, now);
    const { campaign, office } = task;
    await recordEvent(tx, {
      campaign,
      at: now,
      kind: 'task-done',
      actor,
      subject: input.task,
      ...(docx === null ? {} : { data: { blob } }),
    });
    await confirmAddress(tx, task, { actor, now });
    const advanced = await advanceDocument(tx, { ...task, blob }, { actor, now });
    if (advanced) await poke(tx, [{ workflow: 'report', input: { campaign, kind: advanced } }], now);
    // The bureau's own duties: what follows from one that is done stands on the list at once.
    if (isDutyTask(task)) await poke(tx, [{ workflow: 'campaign', input: { campaign } }], now);
    if (office) await poke(tx, [{ workflow: 'office', input: { campaign, office } }], now);
  });
}
