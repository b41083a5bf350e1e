import type { Instant } from '@duban/base';
import { poke, recordEvent } from '@duban/ledger';
import { closeTask } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { advanceDocument } from './report/advance-document.js';

/** Ticks off a task that is not a call: a letter signed, a draft checked, countersigned or issued. Throws `task-unknown`, `task-closed`, `not-allowed`. */
export async function completeTask(ctx: Context, input: { task: string; actor: Actor; now: Instant }): Promise<void> {
  requireRight(input.actor, 'task.do', '办结待办');
  await ctx.ledger.transaction(async (tx) => {
    const task = await closeTask(tx, { task: input.task, call: false }, input.now);
    await recordEvent(tx, {
      campaign: task.campaign,
      at: input.now,
      kind: 'task-done',
      actor: input.actor,
      subject: input.task,
    });
    const advanced = await advanceDocument(
      tx,
      { campaign: task.campaign, script: task.script, actor: input.actor },
      input.now,
    );
    if (advanced)
      await poke(tx, [{ workflow: 'report', input: { campaign: task.campaign, kind: advanced } }], input.now);
    if (task.office)
      await poke(tx, [{ workflow: 'office', input: { campaign: task.campaign, office: task.office } }], input.now);
  });
}
