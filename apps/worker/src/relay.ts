import type { Clock } from '@duban/base/clock';
import { type Ledger, type Poke, relayPokes } from '@duban/ledger';
import { POKE, QUEUES, workflowId } from '@duban/workflows';
import type { Client } from '@temporalio/client';

/** Turns every waiting poke into signal-with-start; returns how many it handed over. Safe to run in several processes at once. */
export async function relayAll(ledger: Ledger, client: Client, clock: Clock): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await relayPokes(ledger, clock.now(), (poke) => signal(client, poke));
    total += count;
    if (count === 0) return total;
  }
}

async function signal(client: Client, poke: Poke): Promise<void> {
  await client.workflow.signalWithStart(poke.workflow, {
    workflowId: workflowId(poke.workflow, poke.input as never),
    taskQueue: QUEUES.workflows,
    args: [poke.input],
    signal: POKE,
    signalArgs: [],
  });
}
