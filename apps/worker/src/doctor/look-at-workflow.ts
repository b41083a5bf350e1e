import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { reasonOf } from './reason-of.js';

export interface Looked {
  readonly id: string;
  /** One that was ended by force or by an error is as good as missing. */
  readonly state: 'running' | 'ended' | 'missing';
  /** What it fails at again and again. */
  readonly stuck: {
    readonly activity: string | null;
    readonly attempts: number;
    readonly reason: string | null;
  } | null;
  /** A living process is at this moment sending one of its messages. */
  readonly sending: boolean;
}

/** A living attempt says so every two seconds. */
const SIGN_OF_LIFE_MS = 30_000;

/** A worker that was killed costs a workflow task one attempt; code that fails goes on failing. */
const TASK_ATTEMPTS = 3;
/** A quarter of a minute of retries: a database that restarts is back by then. */
const ACTIVITY_ATTEMPTS = 5;

/** Asks Temporal how one workflow is doing; `now` is server time. */
export async function lookAtWorkflow(client: Client, id: string, now: number): Promise<Looked> {
  const nothing = { id, stuck: null, sending: false };
  try {
    const { status, raw } = await client.workflow.getHandle(id).describe();
    if (status.name !== 'RUNNING' && status.name !== 'CONTINUED_AS_NEW')
      return { ...nothing, state: status.name === 'COMPLETED' ? 'ended' : 'missing' };
    return { id, state: 'running', stuck: await stuckAt(client, id, raw), sending: isSending(raw, now) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { ...nothing, state: 'missing' };
    throw error;
  }
}

type Raw = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;

async function stuckAt(client: Client, id: string, raw: Raw): Promise<Looked['stuck']> {
  const attempts = raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempts >= TASK_ATTEMPTS) return { activity: null, attempts, reason: await lastTaskFailure(client, id) };
  const tried = [...(raw.pendingActivities ?? [])].sort((a, b) => (b.attempt ?? 0) - (a.attempt ?? 0));
  const worst = tried[0];
  if (!worst || (worst.attempt ?? 0) < ACTIVITY_ATTEMPTS) return null;
  return {
    activity: worst.activityType?.name ?? '',
    attempts: worst.attempt ?? 0,
    reason: await reasonOf(client, worst.lastFailure),
  };
}

function isSending({ pendingActivities }: Raw, now: number): boolean {
  return (pendingActivities ?? []).some(
    ({ activityType, lastHeartbeatTime }) =>
      activityType?.name === 'deliver' && Number(lastHeartbeatTime?.seconds ?? 0) * 1000 > now - SIGN_OF_LIFE_MS,
  );
}

/** Only the first failure of a row is written into the history; it is near the end. */
const NEAR_THE_END = 20;

async function lastTaskFailure(client: Client, workflowId: string): Promise<string | null> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId },
    maximumPageSize: NEAR_THE_END,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
  return reasonOf(client, failed?.workflowTaskFailedEventAttributes?.failure);
}
