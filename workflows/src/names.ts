/** Inputs of the workflows; with the kind they determine the id, so the same subject never runs twice. */
export interface Inputs {
  readonly campaign: {
    readonly campaign: string;
    /** Only from one run of the workflow to the next: the last child, in the order of ids, that has been started. */
    readonly startedTo?: string;
  };
  readonly office: { readonly campaign: string; readonly office: string };
  readonly round: { readonly campaign: string; readonly requirement: string; readonly period: string };
  readonly report: { readonly campaign: string; readonly kind: string };
}
export type WorkflowKind = keyof Inputs;

/** Something in the ledger changed: look again. */
export const POKE = 'poke';

/** Two queues: time-critical looks at the ledger never wait behind mail. */
export const QUEUES = { workflows: 'duban', ledger: 'duban-ledger', mail: 'duban-mail' } as const;

const ids: { readonly [K in WorkflowKind]: (input: Inputs[K]) => string } = {
  campaign: ({ campaign }) => campaign,
  office: ({ campaign, office }) => `${campaign}/office/${office}`,
  round: ({ campaign, requirement, period }) => `${campaign}/round/${requirement}/${period}`,
  report: ({ campaign, kind }) => `${campaign}/report/${kind}`,
};

/** The business id of a workflow, e.g. `jining-2023/office/yanzhou`. */
export function workflowId<K extends WorkflowKind>(kind: K, input: Inputs[K]): string {
  return ids[kind](input);
}
