import { isDutyTask } from '../duties/duty.js';
import { isCircular } from '../report/circular-chain.js';
import { isLetter } from '../report/letter-chain.js';
import type { TaskRow } from './close-task.js';

/**
 * Whether an open task is off the list while its campaign is paused. What turns to an office or a department rests: the calls, and every
 * stage of a 催报单, a 商请函, a 通报. What stays in the house or goes upward (checks, reports, immediate reports) does not.
 */
export function restsInPause(task: Omit<TaskRow, 'title' | 'assigned_to'>): boolean {
  if (task.kind === 'call') return !isDutyTask(task);
  return isLetter(task) || isCircular(task);
}
