import type { Instant } from '@duban/base';
import { poke, recordEvent } from '@duban/ledger';
import { closeTask } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

/** What came of a call: who answered, and what was promised for when. */
export interface LogCall {
  readonly task: string;
  readonly answeredBy: string | null;
  /** Until when the office promised to hand in; null when nothing was promised. A promise moves the next step. */
  readonly promiseUntil: Instant | null;
  readonly note: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Logs a call and takes its task off the list. Throws `task-unknown`, `task-closed`, `not-allowed`. */
export async function logCall(ctx: Context, input: LogCall): Promise<void> {
  requireRight(input.actor, 'task.do', '登记电话');
  await ctx.ledger.transaction(async (tx) => {
    const task = await closeTask(tx, { task: input.task, call: true }, input.now);
    await tx
      .insertInto('call')
      .values({
        task: input.task,
        at: input.now,
        by: input.actor.name,
        answered_by: input.answeredBy,
        promise_until: input.promiseUntil,
        note: input.note,
      })
      .execute();
    await recordEvent(tx, {
      campaign: task.campaign,
      at: input.now,
      kind: 'call-logged',
      actor: input.actor,
      subject: input.task,
      data: { promiseUntil: input.promiseUntil, note: input.note },
    });
    if (task.office)
      await poke(tx, [{ workflow: 'office', input: { campaign: task.campaign, office: task.office } }], input.now);
  });
}
