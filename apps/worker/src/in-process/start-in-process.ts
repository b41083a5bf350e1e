import type { Context } from '@duban/actions/context';
import type { Instant } from '@duban/base';
import { systemClock } from '@duban/base/clock';
import { type Poke, relayPokes } from '@duban/ledger';
import { createMailer } from '@duban/notify';
import { POKE, workflowId } from '@duban/workflows';
import { type Caller, createActivities } from '../activities.js';
import { MAILS_AT_ONCE, type WorkerConfig } from '../config.js';
import { type InProcess, type RunningWorkflows, runWorkflows } from './run-workflows.js';

/** The same workflows and activities as in the worker's two processes, in this one. */
export interface InProcessWorker extends Pick<InProcess, 'passUntil'> {
  /** Signals whatever was poked, and resolves when all that followed is done. */
  relay(): Promise<void>;
  close(): Promise<void>;
}

/** It asks at once, and sees for itself that we live. */
const AT_ONCE: Caller = { attend: () => () => undefined, lateness: () => 0 };

/** Runs an installation's workflows without a Temporal server, on a clock that only `passUntil` moves; its time, from `begin` on, is campaign time. */
export async function startInProcess(
  ctx: Context,
  { smtp, begin }: Pick<WorkerConfig, 'smtp'> & { readonly begin: Instant },
): Promise<InProcessWorker> {
  // Bundled at build time, like the code that the Temporal worker runs.
  const bundle = new URL('../in-process-workflows.js', import.meta.url).href;
  const { workflowsOf } = (await import(bundle)) as Pick<RunningWorkflows, 'workflowsOf'>;
  const mailer = createMailer({ ...smtp, connections: MAILS_AT_ONCE });
  const signal = async ({ workflow: kind, input }: Poke): Promise<void> => {
    workflows.signalWithStart(POKE, { kind, id: workflowId(kind, input as never), input });
  };
  const relay = async (): Promise<void> => {
    while ((await relayPokes(ctx.ledger, systemClock.now(), signal)) > 0);
  };
  const activities = createActivities({ ...ctx, mailer }, { caller: AT_ONCE, relay, campaignTime: async (now) => now });
  const workflows = runWorkflows({ workflowsOf, begin, activities });
  return {
    passUntil: workflows.passUntil,
    relay: async () => {
      await relay();
      await workflows.settled();
    },
    close: () => mailer.close(),
  };
}
