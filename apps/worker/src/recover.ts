import type { Actor } from '@duban/actions/context';
import { recoverWorkflows, workflowsDue } from '@duban/actions/recover-workflows';
import { type Clock, systemClock } from '@duban/base/clock';
import type { Ledger, Poke } from '@duban/ledger';
import { workflowId } from '@duban/workflows';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { relayAll } from './relay.js';

export interface Recovering {
  readonly ledger: Ledger;
  readonly temporalAddress: string;
  readonly actor: Actor;
  readonly clock?: Clock;
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

type Found = 'running' | 'ended' | 'missing';

/** Asked at once; the server answers each from memory. */
const WIDTH = 16;

/**
 * Starts every workflow that the ledger says must run and that Temporal does not have: after a restore, or when its store was lost. May be
 * called at any time, while everything runs as well.
 */
export async function recover({ ledger, temporalAddress, actor, clock = systemClock }: Recovering): Promise<Recovered> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const client = new Client({ connection });
    const campaigns: Recovered['campaigns'][number][] = [];
    for (const [id, pokes] of await workflowsDue(ledger.db)) {
      const found = await look(client, pokes);
      const inState = (state: Found): string[] => found.filter((f) => f.state === state).map((f) => f.id);
      const [running, ended] = [inState('running').length, inState('ended').length];
      campaigns.push({ id, running, ended, missing: inState('missing') });
    }
    const sum = (of: (c: Recovered['campaigns'][number]) => number) => campaigns.reduce((all, c) => all + of(c), 0);
    const found = { running: sum((c) => c.running), ended: sum((c) => c.ended), missing: sum((c) => c.missing.length) };
    await recoverWorkflows({ ledger }, { actor, found, now: clock.now() });
    await relayAll(ledger, client, clock);
    return { campaigns };
  } finally {
    await connection.close();
  }
}

async function look(client: Client, pokes: readonly Poke[]): Promise<{ id: string; state: Found }[]> {
  const found: { id: string; state: Found }[] = [];
  for (let i = 0; i < pokes.length; i += WIDTH) {
    const ids = pokes.slice(i, i + WIDTH).map((poke) => workflowId(poke.workflow, poke.input as never));
    found.push(...(await Promise.all(ids.map(async (id) => ({ id, state: await stateOf(client, id) })))));
  }
  return found;
}

/** One that was ended by force or by an error is as good as missing. */
async function stateOf(client: Client, id: string): Promise<Found> {
  try {
    const { status } = await client.workflow.getHandle(id).describe();
    if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW') return 'running';
    return status.name === 'COMPLETED' ? 'ended' : 'missing';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'missing';
    throw error;
  }
}
