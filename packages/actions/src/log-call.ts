import { DubanError, type Instant, MINUTE } from '@duban/base';
import { poke, recordEvent, type Tx } from '@duban/ledger';
import { closeTask } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { isDutyTask } from './duties/duty.js';
import { requireRight } from './facts/guard.js';

/** What came of a call: who answered, and what was promised for when. */
export interface LogCall {
  readonly task: string;
  /** Null: nobody answered. */
  readonly answeredBy: string | null;
  /** Until when the office promised to hand in; null when nothing was promised. A promise moves the next step. */
  readonly promiseUntil: Instant | null;
  readonly note: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Logs a call and takes its task off the list.
 * @throws DubanError `entry-invalid` for a promise that nobody gave or that was over when it was made, `task-unknown`, `task-closed`,
 *   `task-not-yours`, `campaign-closed`, `not-allowed`.
 */
export async function logCall(ctx: Context, input: LogCall): Promise<void> {
  requireRight(input.actor, 'task.do', '登记电话');
  refuseIncomplete(input);
  await ctx.ledger.transaction(async (tx) => {
    if (isDutyTask(await dutyOf(tx, input.task))) refuseUntold(input);
    const task = await closeTask(tx, { task: input.task, call: true, actor: input.actor }, input.now);
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
    if (isDutyTask(task)) await poke(tx, [{ workflow: 'campaign', input: { campaign: task.campaign } }], input.now);
    if (task.office)
      await poke(tx, [{ workflow: 'office', input: { campaign: task.campaign, office: task.office } }], input.now);
  });
}

/** The task's id with its campaign; of one that is unknown nothing that could be a duty's. */
async function dutyOf(tx: Tx, id: string): Promise<{ id: string; campaign: string }> {
  const task = await tx.selectFrom('task').select(['id', 'campaign']).where('id', '=', id).executeTakeFirst();
  return task ?? { id: '', campaign: id };
}

/** An immediate report by telephone is made when somebody took it: a call that nobody answered leaves it on the list. */
function refuseUntold({ answeredBy, promiseUntil }: LogCall): void {
  const problem =
    answeredBy === null
      ? '无人接听，不算已经报告；请改打其他电话，报告后再登记接听人'
      : promiseUntil !== null
        ? '电话报告没有承诺的时间'
        : null;
  if (problem !== null) throw new DubanError('entry-invalid', { what: '电话报告', problem });
}

/** The longest that anybody may promise ahead: more is a mistyped year. */
const LONGEST_PROMISE_MS = 366 * 86_400_000;

/** A call noted down so long after it still brings the hour that was promised in it, as the check of the promise waits so long. */
const NOTED_LATER_MS = 30 * MINUTE;

function refuseIncomplete({ answeredBy, promiseUntil, now }: LogCall): void {
  const refuse = (problem: string): never => {
    throw new DubanError('entry-invalid', { what: '电话', problem });
  };
  if (answeredBy !== null && answeredBy.trim() === '') refuse('没有写明接听人；无人接听的，请选“无人接听”');
  if (promiseUntil === null) return;
  if (answeredBy === null) refuse('无人接听，却登记了承诺的时间');
  if (promiseUntil + NOTED_LATER_MS < now)
    refuse('承诺的时间已经过去；请与对方另约时间，没有约到的不填承诺，写在记录里');
  if (promiseUntil - now > LONGEST_PROMISE_MS) refuse('承诺的时间在一年以后');
}
