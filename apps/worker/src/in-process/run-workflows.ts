import { type Instant, instant } from '@duban/base';
import type { Activities } from '@duban/workflows';
import { ContinuedAsNew, type Run, workflowApi } from './workflow-api.js';

/** Workflows that run in this process: no server, no history, no retries. Their time stands still but for `passUntil`. */
export interface InProcess {
  now(): Instant;
  /** Hands a signal to a workflow, or starts it when it does not run. */
  signalWithStart(signal: string, to: Started): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  /** Lets time pass; what wakes up on the way does its work at its moment, and time waits for it. One caller at a time. */
  passUntil(at: Instant): Promise<void>;
}

/** A workflow by its type, business id and one input. */
export interface Started {
  readonly kind: string;
  readonly id: string;
  readonly input: unknown;
}

/** Workflows by their types. */
export type Workflows = Readonly<Record<string, (input: unknown) => Promise<void>>>;

export interface RunningWorkflows {
  /** Makes an instance of the workflow code: `require` answers for the libraries that it was bundled without, `clock` stands for Date in it. */
  readonly workflowsOf: (require: (library: string) => unknown, clock: { now(): number }) => Workflows;
  readonly activities: Activities;
  /** Time at the start. */
  readonly begin: Instant;
}

/**
 * Runs workflow code as a Temporal worker does, on a clock of its own: every run has its own instance of the code, activities of different
 * runs are under way at once, and time moves only when none is. A workflow or an activity that throws ends the play: `settled` and
 * `passUntil` reject with what it threw.
 */
export function runWorkflows({ workflowsOf, activities, begin }: RunningWorkflows): InProcess {
  const runs = new Map<string, Run>();
  const ended = new Set<() => void>();
  let now: number = begin;
  let busy = 0;
  let failure: { readonly cause: unknown } | null = null;

  const under = async <T>(work: () => Promise<T>): Promise<T> => {
    busy++;
    try {
      return await work();
    } finally {
      busy--;
      for (const tell of ended) tell();
      ended.clear();
    }
  };
  const start = ({ kind, id, input }: Started): Run => {
    const run: Run = { waits: new Set(), handlers: new Map(), early: [] };
    runs.set(id, run);
    const libraries: Record<string, unknown> = workflowApi(run, {
      now: () => now,
      activity: (name, at) => under(() => activities[name as keyof Activities](at as never)),
      start: (childKind, childId, childInput) => {
        if (runs.has(childId)) return false;
        start({ kind: childKind, id: childId, input: childInput });
        return true;
      },
    });
    const workflows = workflowsOf((library) => libraries[library], { now: () => now });
    void play(workflows[kind], input)
      .catch((cause: unknown) => {
        failure ??= { cause };
      })
      .finally(() => runs.delete(id));
    return run;
  };
  const settled = async (): Promise<void> => {
    for (;;) {
      // What the end of an activity sets in motion happens before the next turn of the loop.
      await turn();
      if (failure) throw failure.cause;
      if (busy === 0) return;
      await new Promise<void>((resolve) => ended.add(resolve));
    }
  };
  return {
    now: () => instant(now),
    signalWithStart: (signal, to) => {
      void under(async () => {
        // A run that is just coming to its end has left by the next turn: a new one hears the signal.
        await turn();
        const run = runs.get(to.id) ?? start(to);
        const handler = run.handlers.get(signal);
        if (handler) handler();
        else run.early.push(signal);
        for (const wait of [...run.waits]) wait.look();
      });
    },
    settled,
    passUntil: async (at) => {
      for (;;) {
        await settled();
        const waits = [...runs.values()].flatMap((run) => [...run.waits]);
        const next = Math.min(...waits.map(({ until }) => until));
        if (next > at) break;
        now = Math.max(now, next);
        for (const wait of waits) if (wait.until <= now) wait.giveUp();
      }
      now = Math.max(now, at);
    },
  };
}

/** From its first input to its end, through every new beginning. */
async function play(workflow: Workflows[string] | undefined, first: unknown): Promise<void> {
  if (workflow === undefined) throw new Error('no such workflow');
  for (let input = first; ; ) {
    try {
      return await workflow(input);
    } catch (error) {
      if (!(error instanceof ContinuedAsNew)) throw error;
      input = error.input;
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
