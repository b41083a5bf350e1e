import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { Activities } from './activities.js';
import { type Inputs, type WorkflowKind, workflowId } from './names.js';

type Looked = Awaited<ReturnType<Activities['campaignTick']>>;
export type Running = Looked['running'];

/** A workflow that the campaign keeps running, under its business id. */
export type Child = {
  readonly [K in WorkflowKind]: { readonly id: string; readonly kind: K; readonly input: Inputs[K] };
}[WorkflowKind];

/** All that has to run, in the order of the ids, so that one id tells how far a run has come. */
export function childrenOf(campaign: string, running: Running): Child[] {
  const children = [
    ...running.offices.map((office) => child('office', { campaign, office })),
    ...running.rounds.map((round) => child('round', { campaign, ...round })),
    ...running.reports.map((kind) => child('report', { campaign, kind })),
  ];
  return children.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function child<K extends WorkflowKind>(kind: K, input: Inputs[K]): Child {
  return { id: workflowId(kind, input), kind, input } as Child;
}

interface Starting {
  /** How many at a time. */
  readonly width: number;
  /** By the id after that of the campaign; what has none is listed by its id alone. */
  readonly titles: Looked['titles'];
}

/** Starts children, a few at a time. */
export async function startAll(children: readonly Child[], { width, titles = {} }: Starting): Promise<void> {
  const titled = (child: Child): Promise<void> => start(child, titles[child.id.slice(child.input.campaign.length + 1)]);
  for (let i = 0; i < children.length; i += width) await Promise.all(children.slice(i, i + width).map(titled));
}

/** Starts a child that outlives this run; one that a poke has started before is as good. */
async function start({ id, kind, input }: Child, title: string | undefined): Promise<void> {
  try {
    const staticSummary = title === undefined ? {} : { staticSummary: title };
    await startChild(kind, {
      workflowId: id,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      ...staticSummary,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
