import { workflowTitles } from '@duban/actions/workflow-titles';
import type { Clock } from '@duban/base/clock';
import { type Ledger, type Poke, relayPokes, type Tx } from '@duban/ledger';
import { POKE, QUEUES, workflowId } from '@duban/workflows';
import type { Client } from '@temporalio/client';

/** Turns every waiting poke into signal-with-start; returns how many it handed over. Safe to run in several processes at once. */
export async function relayAll(ledger: Ledger, client: Client, clock: Clock): Promise<number> {
  let total = 0;
  for (;;) {
    const titleOf = titler();
    const count = await relayPokes(ledger, clock.now(), async (poke, tx) =>
      signal(client, poke, await titleOf(poke, tx)),
    );
    total += count;
    if (count === 0) return total;
  }
}

/** Titles of one batch of pokes: each campaign is read once. Only a comfort: what has none is started all the same. */
function titler(): (poke: Poke, tx: Tx) => Promise<string | null> {
  const known = new Map<unknown, ReturnType<typeof workflowTitles>>();
  return async (poke, tx) => {
    const { campaign } = poke.input;
    const titles = known.get(campaign) ?? workflowTitles(tx, String(campaign));
    known.set(campaign, titles);
    try {
      return (await titles)(poke);
    } catch {
      return null;
    }
  };
}

async function signal(client: Client, poke: Poke, title: string | null): Promise<void> {
  await client.workflow.signalWithStart(poke.workflow, {
    workflowId: workflowId(poke.workflow, poke.input as never),
    taskQueue: QUEUES.workflows,
    args: [poke.input],
    signal: POKE,
    signalArgs: [],
    ...(title === null ? {} : { staticSummary: title }),
  });
}
