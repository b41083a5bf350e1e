import { DubanError } from '@duban/base';
import { readReport } from '@duban/documents';
import { type CompleteTask, finishTask } from './complete-task.js';
import type { Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { isRedraft } from './report/task-acts.js';

export interface RedraftDocument extends CompleteTask {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
}

/**
 * Puts a corrected draft in the place of the one that was sent back, and up for the same approval again.
 * @throws DubanError `file-not-docx`, `document-unreadable` for what is no draft, `entry-invalid` for a task that asks for none, and as `completeTask`.
 */
export async function redraftDocument(ctx: Context, input: RedraftDocument): Promise<void> {
  requireRight(input.actor, 'document.approve', '修改文稿');
  const { file, ...done } = input;
  const task = await ctx.ledger.db.selectFrom('task').select('script').where('id', '=', done.task).executeTakeFirst();
  if (!task) throw new DubanError('task-unknown', { task: done.task });
  if (!isRedraft(task)) throw new DubanError('entry-invalid', { what: '文稿', problem: '这件事不是退回修改的文稿' });
  await readReport(file.bytes, file.name);
  await finishTask(ctx, done, file.bytes);
}
