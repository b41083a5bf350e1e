import { DubanError, type Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import type { Actor } from '../context.js';
import { campaignFacts } from '../facts/campaign-facts.js';
import { refuseClosed, statusLabels } from '../facts/campaign-status.js';
import { titleOfRole } from '../people/person-titles.js';
import { ANSWERED_ELSEWHERE } from '../sheets/officer-task.js';
import { restsInPause } from './rests-in-pause.js';

/** A task as the verbs about it need it. */
export interface TaskRow {
  readonly id: string;
  readonly campaign: string;
  readonly office: string | null;
  readonly kind: 'call' | 'sign' | 'check';
  readonly script: string;
  readonly title: string;
  readonly assigned_to: string;
  readonly blob: string | null;
}

export interface TaskOf {
  readonly task: string;
  /** A call, or anything but one. */
  readonly call: boolean;
  readonly actor: Actor;
}

/**
 * Takes an open task off the list, for whoever holds the function it is assigned to: nobody signs for the leader.
 * @throws DubanError `task-unknown`, `task-closed` for one done or cancelled before, `task-elsewhere`, `task-not-yours`, `entry-state` for
 *   a paper that waits for its campaign to go on, `campaign-closed`.
 */
export async function closeTask(tx: Tx, about: TaskOf, now: Instant): Promise<TaskRow> {
  const task = await openTask(tx, about);
  await tx.updateTable('task').set({ state: 'done', done_at: now }).where('id', '=', task.id).execute();
  return task;
}

/** The open task, locked, if it is the actor's. Throws as `closeTask`. */
export async function openTask(tx: Tx, { task: id, call, actor }: TaskOf): Promise<TaskRow> {
  const unknown = new DubanError('task-unknown', { task: id });
  const known = await tx.selectFrom('task').select(['campaign', 'kind']).where('id', '=', id).executeTakeFirst();
  if (!known || (known.kind === 'call') !== call) throw unknown;
  const status = await refuseClosed(tx, known.campaign);
  const { state, ...task } = await tx
    .selectFrom('task')
    .select(['id', 'campaign', 'office', 'kind', 'script', 'title', 'assigned_to', 'blob', 'state'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (state !== 'open') {
    const over = state === 'done' ? '已经办结' : '已经撤销（无需再办）';
    throw new DubanError('task-closed', { title: task.title, state: over });
  }
  // A call that was under way is written down; a paper that is signed may leave.
  if (status === 'paused' && !call && restsInPause(task))
    throw new DubanError('entry-state', { what: '专项', state: statusLabels.paused, verb: `办理“${task.title}”` });
  if (ANSWERED_ELSEWHERE.has(task.script)) throw new DubanError('task-elsewhere', { title: task.title });
  if (actor.kind === 'bureau' && actor.role !== task.assigned_to) {
    const { definition } = await campaignFacts(tx, task.campaign);
    const assigned = titleOfRole(definition, task.assigned_to);
    throw new DubanError('task-not-yours', { title: task.title, assigned, actor: actor.name });
  }
  return task;
}
