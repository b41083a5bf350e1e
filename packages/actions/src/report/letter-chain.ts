import type { Instant } from '@duban/base';
import type { BureauRole } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import type { TaskRow } from '../chase/close-task.js';
import type { Actor } from '../context.js';
import { recordStep } from './document-steps.js';

/** A letter that was sent back to its drafter is put right there, then comes to the same signature again. */
const REDRAFT = 'letter-redraft';
const AGAIN = /\/(again|redraft)\/\d+$/;

/** The task with which the letter was first put up for signature: the letter's own id. */
export function letterOf(task: Pick<TaskRow, 'id'>): string {
  return task.id.replace(AGAIN, '');
}

export function isLetter({
  kind,
  office,
  blob,
  script,
}: Pick<TaskRow, 'kind' | 'office' | 'blob' | 'script'>): boolean {
  return office !== null && blob !== null && (kind === 'sign' || script === REDRAFT);
}

/** Signed: the letter may leave. Put right: it comes to its signature again. */
export async function advanceLetter(tx: Tx, task: TaskRow, done: { actor: Actor; now: Instant }): Promise<void> {
  const { campaign } = task;
  const document = letterOf(task);
  if (task.script !== REDRAFT) {
    await recordStep(tx, { campaign, document, action: 'approved', from: 'draft', to: 'issued' }, done);
    return;
  }
  await recordStep(tx, { campaign, document, action: 'drafted', from: null, to: 'draft' }, done);
  const first = await tx
    .selectFrom('task')
    .select(['script', 'title', 'assigned_to'])
    .where('id', '=', document)
    .executeTakeFirstOrThrow();
  await follow(tx, { task, way: 'again', ...first, kind: 'sign' }, done.now);
}

/** 退回拟稿: the signature is off the list, the draft is back with the operator. */
export async function returnLetter(
  tx: Tx,
  task: TaskRow,
  back: { actor: Actor; now: Instant; reason: string },
): Promise<void> {
  const { actor, now, reason } = back;
  const step = { campaign: task.campaign, document: letterOf(task), from: 'draft', to: 'draft', reason } as const;
  await recordStep(tx, { ...step, action: 'returned' }, { actor, now });
  const drafter: BureauRole = 'operator';
  const title = `修改后重新送签：${task.title}（退回理由：${reason}）`;
  await follow(tx, { task, way: 'redraft', script: REDRAFT, title, assigned_to: drafter, kind: 'check' }, now);
}

interface Following {
  readonly task: TaskRow;
  readonly way: 'again' | 'redraft';
  readonly script: string;
  readonly title: string;
  readonly assigned_to: string;
  readonly kind: 'sign' | 'check';
}

/** The next task about a letter takes over what the one before was about: it leaves the list when nothing of it is owed any more. */
async function follow(tx: Tx, { task, way, ...next }: Following, now: Instant): Promise<void> {
  const letter = letterOf(task);
  const { n } = await tx
    .selectFrom('task')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('id', 'like', `${letter}/${way}/%`)
    .executeTakeFirstOrThrow();
  const id = `${letter}/${way}/${n + 1}`;
  await tx
    .insertInto('task')
    .values({
      id,
      campaign: task.campaign,
      office: task.office,
      ...next,
      slot: now,
      state: 'open',
      created_at: now,
      done_at: null,
      blob: task.blob,
    })
    .execute();
  await tx.updateTable('task_line').set({ task: id }).where('task', '=', task.id).execute();
}
