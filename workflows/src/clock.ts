/**
 * Workflow time: inside a workflow Temporal replaces the clock by one that stands still between two tasks and replays alike. The only place of
 * this room that reads it.
 */
export function workflowNow(): number {
  return Date.now();
}
