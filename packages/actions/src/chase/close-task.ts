import { DubanError, type Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { ANSWERED_ELSEWHERE } from '../sheets/officer-task.js';

/** Takes an open task off the list: a call, or anything but one. Throws `task-unknown`, `task-closed` for one done or cancelled before, `task-elsewhere`. */
export async function closeTask(
  tx: Tx,
  { task, call }: { task: string; call: boolean },
  now: Instant,
): Promise<{ campaign: string; office: string | null; script: string }> {
  const closed = await tx
    .updateTable('task')
    .set({ state: 'done', done_at: now })
    .where('id', '=', task)
    .where('kind', call ? '=' : '!=', 'call')
    .where('state', '=', 'open')
    .returning(['campaign', 'office', 'script', 'title'])
    .executeTakeFirst();
  // Thrown inside the transaction: nothing is closed.
  if (closed && ANSWERED_ELSEWHERE.has(closed.script)) throw new DubanError('task-elsewhere', { title: closed.title });
  if (closed) return closed;
  const known = await tx
    .selectFrom('task')
    .select(['kind', 'state', 'title'])
    .where('id', '=', task)
    .executeTakeFirst();
  if (!known || (known.kind === 'call') !== call) throw new DubanError('task-unknown', { task });
  const state = known.state === 'done' ? '已经办结' : '已经撤销（无需再办）';
  throw new DubanError('task-closed', { title: known.title, state });
}
