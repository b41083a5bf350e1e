import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { continueAsNew, ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { Activities } from './activities.js';
import { type Inputs, type WorkflowKind, workflowId } from './names.js';
import { pace, sooner } from './pace.js';
import { campaignTick, deliver } from './proxies.js';

/** Children started at once: a parent with thousands of pending starts slows the server down. */
const WINDOW = 25;

/** The campaign: keeps its offices, rounds and report running, holds the morning, sends what belongs to no office. */
export async function campaign(input: Inputs['campaign']): Promise<void> {
  const rhythm = pace();
  let started = false;
  for (;;) {
    const tick = await campaignTick({ ...input, now: Date.now() });
    if (!started) await startAll(input, tick.running);
    started = true;
    let wait = tick.waitMs;
    for (const message of tick.deliver) wait = sooner(wait, (await deliver({ message, now: Date.now() })).waitMs);
    if (tick.done && tick.deliver.length === 0 && !rhythm.pending) return;
    if (rhythm.tooLong) {
      await rhythm.handlersDone();
      await continueAsNew<typeof campaign>(input);
    }
    await rhythm.rest(wait, tick.summary);
  }
}

type Running = Awaited<ReturnType<Activities['campaignTick']>>['running'];
type Child = { readonly [K in WorkflowKind]: { readonly kind: K; readonly input: Inputs[K] } }[WorkflowKind];

async function startAll({ campaign: id }: Inputs['campaign'], running: Running): Promise<void> {
  const children: Child[] = [
    ...running.offices.map((office): Child => ({ kind: 'office', input: { campaign: id, office } })),
    ...running.rounds.map((round): Child => ({ kind: 'round', input: { campaign: id, ...round } })),
    ...running.reports.map((kind): Child => ({ kind: 'report', input: { campaign: id, kind } })),
  ];
  for (let i = 0; i < children.length; i += WINDOW) await Promise.all(children.slice(i, i + WINDOW).map(start));
}

/** Starts a child that outlives this run; one that a poke has started before is as good. */
async function start(child: Child): Promise<void> {
  try {
    await startChild(child.kind, {
      workflowId: workflowId(child.kind, child.input as never),
      args: [child.input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
