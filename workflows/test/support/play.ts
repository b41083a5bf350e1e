import type { Activities } from '@duban/workflows';

type Name = keyof Activities;
type Question<N extends Name> = Parameters<Activities[N]>[0];
type Answer<N extends Name> = Awaited<ReturnType<Activities[N]>>;
/** Answers the n-th call (from 1). */
type Line<N extends Name> = (at: Question<N>, call: number) => Answer<N> | Promise<Answer<N>>;

/** One call that a workflow made. */
export interface Call {
  readonly name: Name;
  readonly now: number;
  readonly at: Readonly<Record<string, unknown>>;
}

/** What happens in one campaign of a test. */
export interface Play {
  readonly id: string;
  readonly calls: readonly Call[];
  readonly script: { -readonly [N in Name]?: Line<N> };
  /** Calls of one activity. */
  of(name: Name): readonly Call[];
  /** Resolves when the activity is called for the n-th time. */
  called(name: Name, times: number): Promise<void>;
}

interface Stage extends Play {
  readonly calls: Call[];
  readonly waiting: { readonly name: Name; readonly times: number; readonly resolve: () => void }[];
}

const stages = new Map<string, Stage>();

/** Makes plays with ids of their own. */
export function plays(): (script?: Play['script']) => Play {
  return (script = {}) => {
    const calls: Call[] = [];
    const waiting: Stage['waiting'] = [];
    const of = (name: Name): Call[] => calls.filter((call) => call.name === name);
    const stage: Stage = {
      id: `play-${stages.size + 1}`,
      calls,
      waiting,
      script,
      of,
      called: (name, times) =>
        of(name).length >= times
          ? Promise.resolve()
          : new Promise((resolve) => waiting.push({ name, times, resolve: () => resolve() })),
    };
    stages.set(stage.id, stage);
    return stage;
  };
}

/** The last answer stands for all later calls. */
export function inTurn<T>(...answers: readonly T[]): (_: unknown, call: number) => T {
  return (_, call) => answers[Math.min(call, answers.length) - 1] as T;
}

const AT_REST = { waitMs: null, summary: '', done: false } as const;
const defaults: { [N in Name]: Line<N> } = {
  campaignTick: () => ({ ...AT_REST, deliver: [], running: { offices: [], rounds: [], reports: [] } }),
  chaseTick: () => ({ ...AT_REST, deliver: [] }),
  roundTick: () => AT_REST,
  reportTick: () => AT_REST,
  deliver: () => ({ waitMs: null }),
};

/** Activities that note the call and answer by the script of its campaign; a message's id begins with its campaign. */
export function scriptedActivities(): Activities {
  const perform = async <N extends Name>(name: N, at: Question<N>): Promise<Answer<N>> => {
    const campaign = 'message' in at ? (at.message.split('/')[0] ?? '') : at.campaign;
    const stage = stages.get(campaign);
    if (!stage) throw new Error(`no play ${campaign}`);
    stage.calls.push({ name, now: at.now, at: { ...at } });
    const times = stage.of(name).length;
    for (const each of stage.waiting) if (each.name === name && times >= each.times) each.resolve();
    const line: Line<N> = stage.script[name] ?? defaults[name];
    return line(at, times);
  };
  return {
    campaignTick: (at) => perform('campaignTick', at),
    chaseTick: (at) => perform('chaseTick', at),
    roundTick: (at) => perform('roundTick', at),
    reportTick: (at) => perform('reportTick', at),
    deliver: (at) => perform('deliver', at),
  };
}
