import type { Actor } from '@duban/actions/context';
import { recoverWorkflows, workflowsDue } from '@duban/actions/recover-workflows';
import { type Clock, systemClock } from '@duban/base/clock';
import type { Ledger, Poke } from '@duban/ledger';
import { workflowId } from '@duban/workflows';
import type { Client } from '@temporalio/client';
import { lookAtWorkflow } from './doctor/look-at-workflow.js';
import { relayAll } from './relay.js';
import { reachTemporal } from './temporal/connect.js';
import type { TemporalReach } from './temporal/reach.js';

export interface Recovering extends TemporalReach {
  readonly ledger: Ledger;
  readonly actor: Actor;
  readonly clock?: Clock;
  /** What was done by force before, by name; it stands in the same event. */
  readonly forced?: Readonly<Record<string, number>>;
}

/** What was found before anything was started. */
export interface Recovered {
  readonly campaigns: readonly {
    readonly id: string;
    readonly running: number;
    /** Had come to their end by themselves; they look at the ledger once more. */
    readonly ended: number;
    /** Business ids. Started now. */
    readonly missing: readonly string[];
  }[];
}

type Found = Awaited<ReturnType<typeof lookAtWorkflow>>['state'];

/** Asked at once; the server answers each from memory. */
const WIDTH = 16;

/**
 * Starts every workflow that the ledger says must run and that Temporal does not have: after a restore, or when its store was lost. May be
 * called at any time, while everything runs as well.
 */
export async function recover({
  ledger,
  actor,
  clock = systemClock,
  forced = {},
  ...reach
}: Recovering): Promise<Recovered> {
  const { client, connection } = await reachTemporal(reach);
  try {
    const campaigns: Recovered['campaigns'][number][] = [];
    for (const [id, pokes] of await workflowsDue(ledger.db)) {
      const found = await look(client, pokes, clock.now());
      const inState = (state: Found): string[] => found.filter((f) => f.state === state).map((f) => f.id);
      const [running, ended] = [inState('running').length, inState('ended').length];
      campaigns.push({ id, running, ended, missing: inState('missing') });
    }
    const sum = (of: (c: Recovered['campaigns'][number]) => number) => campaigns.reduce((all, c) => all + of(c), 0);
    const found = { running: sum((c) => c.running), ended: sum((c) => c.ended), missing: sum((c) => c.missing.length) };
    await recoverWorkflows({ ledger }, { actor, found: { ...found, ...forced }, now: clock.now() });
    await relayAll(ledger, client, clock);
    return { campaigns };
  } finally {
    await connection.close();
  }
}

async function look(client: Client, pokes: readonly Poke[], now: number): Promise<{ id: string; state: Found }[]> {
  const found: { id: string; state: Found }[] = [];
  for (let i = 0; i < pokes.length; i += WIDTH) {
    const ids = pokes.slice(i, i + WIDTH).map((poke) => workflowId(poke.workflow, poke.input as never));
    found.push(...(await Promise.all(ids.map((id) => lookAtWorkflow(client, id, now)))));
  }
  return found;
}
