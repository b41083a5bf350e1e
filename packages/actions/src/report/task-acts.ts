import type { TaskRow } from '../chase/close-task.js';
import { ANSWERED_ELSEWHERE } from '../sheets/officer-task.js';
import { isCircular } from './circular-chain.js';
import { STAGES } from './document-chain.js';
import { isLetter } from './letter-chain.js';

/** What may be done about a task: ticked off, its document sent back, put right or given up. */
export type TaskAct = 'done' | 'return' | 'redraft' | 'discard';

/** What may be done about an open task that is no call; none for what an answer elsewhere closes. */
export function taskActs(task: TaskRow): TaskAct[] {
  if (ANSWERED_ELSEWHERE.has(task.script)) return [];
  const given: TaskAct[] = isCircular(task) ? ['discard'] : [];
  if (isRedraft(task)) return ['redraft', 'done', ...given];
  return isStage(task) ? ['done', 'return', ...given] : ['done'];
}

/** A draft that came back to its drafter. */
export function isRedraft({ script }: Pick<TaskRow, 'script'>): boolean {
  return script.endsWith('-redraft');
}

function isStage(task: TaskRow): boolean {
  return isCircular(task) || isLetter(task) || (task.office === null && STAGES.some((s) => s.script === task.script));
}
