import { findBinary } from '@duban/runtime';
import { type Inputs, POKE, QUEUES, type WorkflowKind, workflowId } from '@duban/workflows';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { type Play, plays, scriptedActivities } from './play.js';

/** A Temporal server with workers whose activities are scripted by each test. */
export interface House {
  /** Awaiting a result lets time pass, on a time-skipping server and unless it passes by hand. */
  readonly client: Client;
  /** A campaign of its own for a test. */
  play(script?: Play['script']): Play;
  /** Wakes a workflow as the relay does, or starts it. */
  poke<K extends WorkflowKind>(kind: K, input: Inputs[K]): Promise<void>;
  start<K extends WorkflowKind>(kind: K, input: Inputs[K]): Promise<WorkflowHandle>;
  /** Lets time pass on a time-skipping server. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const logger = new DefaultLogger('ERROR');

/** The workflows as the build bundles them. */
export const workflowBundle = { codePath: inject('bundle') };

export interface HouseOptions {
  /** On the development server, which suggests to continue as new at so many events. */
  readonly suggestAt?: number;
  /** Only `pass` lets time pass: with workflows open that have no timer, awaiting a result would jump to their end in ten years. */
  readonly byHand?: boolean;
}

/** One server for a test file. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  Runtime.install({ logger, telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const env = await startServer(options.suggestAt);
  const { nativeConnection: connection } = env;
  const activities = scriptedActivities();
  const workers = await Promise.all([
    Worker.create({ connection, taskQueue: QUEUES.workflows, workflowBundle }),
    Worker.create({ connection, taskQueue: QUEUES.ledger, activities }),
    Worker.create({ connection, taskQueue: QUEUES.mail, activities }),
  ]);
  const running = workers.map((worker) => worker.run());
  const taskQueue = QUEUES.workflows;
  const client = options.byHand ? new Client({ connection: env.connection }) : env.client;
  return {
    client,
    play: plays(),
    poke: async (kind, input) => {
      const id = workflowId(kind, input);
      await client.workflow.signalWithStart(kind, { workflowId: id, taskQueue, args: [input], signal: POKE });
    },
    start: (kind, input) =>
      client.workflow.start(kind, { workflowId: workflowId(kind, input), taskQueue, args: [input] }),
    pass: (ms) => env.sleep(ms),
    close: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await env.teardown();
    },
  };
}

async function startServer(suggestAt: number | undefined): Promise<TestWorkflowEnvironment> {
  if (suggestAt === undefined) {
    const path = await findBinary('temporal-test-server');
    return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  }
  const path = await findBinary('temporal');
  const extraArgs = ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${suggestAt}`];
  return TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path }, extraArgs, log: { level: 'error', format: 'pretty' } },
  });
}
