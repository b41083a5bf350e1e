import type * as temporal from '@temporalio/workflow';

/** One run of a workflow, as far as the outside sees it. */
export interface Run {
  readonly waits: Set<Wait>;
  readonly handlers: Map<string, () => void>;
  /** Signals that came before their handler. */
  readonly early: string[];
}

/** A condition that a run waits for. */
export interface Wait {
  /** The moment (ms) at which it gives up; Infinity: never. */
  readonly until: number;
  /** Ends the wait when its condition holds. */
  look(): void;
  /** Ends it because its time has come. */
  giveUp(): void;
}

/** What a run asks of whoever runs it. */
export interface Host {
  now(): number;
  activity(name: string, input: unknown): Promise<unknown>;
  /** Starts a workflow; false when one runs under this id. */
  start(kind: string, id: string, input: unknown): boolean;
}

/** Thrown through workflow code by `continueAsNew`, as Temporal does. */
export class ContinuedAsNew extends Error {
  constructor(readonly input: unknown) {
    super('continued as new');
  }
}

class AlreadyStarted extends Error {}
/** Never thrown here: an activity that fails ends the play. */
class ActivityFailed extends Error {}

/**
 * What workflow code gets in the place of Temporal's libraries: the part of `@temporalio/workflow` and `@temporalio/common` that ours uses,
 * for one run. A history that is never too long, handlers that are done at once; details for the Temporal UI go nowhere.
 */
export function workflowApi(run: Run, host: Host) {
  return {
    '@temporalio/workflow': {
      ParentClosePolicy: { ABANDON: 'ABANDON' },
      allHandlersFinished: () => true,
      condition: (holds: () => boolean, timeoutMs = Number.POSITIVE_INFINITY): Promise<boolean> => {
        if (holds()) return Promise.resolve(true);
        return new Promise((resolve) => {
          const end = (held: boolean): void => {
            run.waits.delete(wait);
            resolve(held);
          };
          const wait: Wait = {
            until: host.now() + timeoutMs,
            look: () => {
              if (holds()) end(true);
            },
            giveUp: () => end(false),
          };
          run.waits.add(wait);
        });
      },
      continueAsNew: (input: unknown): never => {
        run.handlers.clear();
        throw new ContinuedAsNew(input);
      },
      defineSignal: (name: string) => name,
      proxyActivities: (): unknown =>
        new Proxy({}, { get: (_, name) => (input: unknown) => host.activity(String(name), input) }),
      setCurrentDetails: () => undefined,
      setHandler: (signal: string, handler: () => void) => {
        run.handlers.set(signal, handler);
        for (const early of run.early.splice(0)) run.handlers.get(early)?.();
      },
      startChild: async (kind: string, { workflowId, args }: { workflowId: string; args: readonly unknown[] }) => {
        if (!host.start(kind, workflowId, args[0])) throw new AlreadyStarted(`${workflowId} runs`);
      },
      workflowInfo: () => ({ continueAsNewSuggested: false }),
    } satisfies Partial<Record<keyof typeof temporal, unknown>>,
    '@temporalio/common': { ActivityFailure: ActivityFailed, WorkflowExecutionAlreadyStartedError: AlreadyStarted },
  };
}
