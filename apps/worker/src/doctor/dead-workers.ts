import { QUEUES } from '@duban/workflows';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Finding } from './diagnosis.js';

const { TASK_QUEUE_TYPE_WORKFLOW, TASK_QUEUE_TYPE_ACTIVITY } = proto.temporal.api.enums.v1.TaskQueueType;
const KIND_OF = {
  [QUEUES.workflows]: TASK_QUEUE_TYPE_WORKFLOW,
  [QUEUES.ledger]: TASK_QUEUE_TYPE_ACTIVITY,
  [QUEUES.mail]: TASK_QUEUE_TYPE_ACTIVITY,
} as const;
/** A living worker asks for work at least once a minute; Temporal remembers one for five. */
const SILENT_MS = 75_000;

/** Queues that nobody polls any more, with the server time of the last sign of life. `now` is server time. */
export async function deadWorkers(client: Client, now: number): Promise<Extract<Finding, { kind: 'worker-dead' }>[]> {
  const dead: Extract<Finding, { kind: 'worker-dead' }>[] = [];
  for (const [queue, taskQueueType] of Object.entries(KIND_OF)) {
    const { pollers } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: queue },
      taskQueueType,
    });
    const seen = (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000);
    const lastSeen = seen.length === 0 ? null : Math.max(...seen);
    if (lastSeen === null || lastSeen < now - SILENT_MS) dead.push({ kind: 'worker-dead', queue, lastSeen });
  }
  return dead;
}
