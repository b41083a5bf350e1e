import { DubanError, type Instant, MINUTE } from '@duban/base';
import { type Poke, poke, recordEvent, type Tx } from '@duban/ledger';
import { closeTask, type TaskRow } from './chase/close-task.js';
import type { Actor, Context } from './context.js';
import { isDutyTask } from './duties/duty.js';
import { requireRight } from './facts/guard.js';

/** What came of a call: who answered, and what was promised for when. */
export interface LogCall {
  readonly task: string;
  /** The other tasks of the same call: what is said here is said for them too. */
  readonly also?: readonly string[] | undefined;
  /** Null: nobody answered. */
  readonly answeredBy: string | null;
  /** Until when the office promised to hand in; null when nothing was promised. A promise moves the next step. */
  readonly promiseUntil: Instant | null;
  readonly note: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Logs a call and takes its tasks off the list, all at once. One that is over meanwhile stays as it is: somebody filed, or its call was logged.
 * @throws DubanError `entry-invalid` for a promise that nobody gave or that was over when it was made, `task-unknown`, `task-closed` when
 *   nothing of it is open, `task-not-yours`, `campaign-closed`, `not-allowed`.
 */
export async function logCall(ctx: Context, input: LogCall): Promise<void> {
  requireRight(input.actor, 'task.do', '登记电话');
  refuseIncomplete(input);
  await ctx.ledger.transaction(async (tx) => {
    const tasks = await closeAll(tx, input);
    for (const task of tasks) await logOf(tx, task, input);
    await poke(tx, tasks.flatMap(toWake), input.now);
  });
}

/** In the order of their ids, as everybody who logs the same call closes them. */
async function closeAll(tx: Tx, { task, also = [], ...input }: LogCall): Promise<TaskRow[]> {
  const closed: TaskRow[] = [];
  let over: unknown = null;
  for (const id of [...new Set([task, ...also])].sort()) {
    if (isDutyTask(await dutyOf(tx, id))) refuseUntold(input);
    try {
      closed.push(await closeTask(tx, { task: id, call: true, actor: input.actor }, input.now));
    } catch (error) {
      if (!(error instanceof DubanError) || error.code !== 'task-closed') throw error;
      over = error;
    }
  }
  if (closed.length === 0) throw over;
  return closed;
}

async function logOf(tx: Tx, { id, campaign }: TaskRow, input: LogCall): Promise<void> {
  await tx
    .insertInto('call')
    .values({
      task: id,
      at: input.now,
      by: input.actor.name,
      answered_by: input.answeredBy,
      promise_until: input.promiseUntil,
      note: input.note,
    })
    .execute();
  await recordEvent(tx, {
    campaign,
    at: input.now,
    kind: 'call-logged',
    actor: input.actor,
    subject: id,
    data: { promiseUntil: input.promiseUntil, note: input.note },
  });
}

function toWake(task: TaskRow): Poke[] {
  const { campaign, office } = task;
  return [
    ...(isDutyTask(task) ? [{ workflow: 'campaign' as const, input: { campaign } }] : []),
    ...(office ? [{ workflow: 'office' as const, input: { campaign, office } }] : []),
  ];
}

/** The task's id with its campaign; of one that is unknown nothing that could be a duty's. */
async function dutyOf(tx: Tx, id: string): Promise<{ id: string; campaign: string }> {
  const task = await tx.selectFrom('task').select(['id', 'campaign']).where('id', '=', id).executeTakeFirst();
  return task ?? { id: '', campaign: id };
}

/** An immediate report by telephone is made when somebody took it: a call that nobody answered leaves it on the list. */
function refuseUntold({ answeredBy, promiseUntil }: Pick<LogCall, 'answeredBy' | 'promiseUntil'>): void {
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
