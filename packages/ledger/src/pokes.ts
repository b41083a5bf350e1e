import type { Instant } from '@duban/base';
import { type Db, json, type Ledger, type Tx } from './ledger.js';
import { notePoked } from './poking.js';

/** Wakes a workflow, or starts it when it does not run: a row that a relay turns into signal-with-start. */
export interface Poke {
  readonly workflow: 'campaign' | 'office' | 'round' | 'report';
  /** The workflow's one input object; with the kind it determines the workflow's id. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Writes pokes in the transaction of the change that causes them, so that neither is ever there without the other. */
export async function poke(tx: Tx, pokes: readonly Poke[], at: Instant): Promise<void> {
  if (pokes.length === 0) return;
  notePoked(tx);
  await tx
    .insertInto('poke')
    .values(pokes.map((p) => ({ workflow: p.workflow, input: json(p.input), created_at: at, delivered_at: null })))
    .execute();
}

const BATCH = 100;
/** So many refusals in a row mean that nobody is there to take a poke: the rest of the batch would only wait for the same answer. */
const REFUSALS_IN_A_ROW = 3;

/**
 * Hands undelivered pokes to `deliver`, oldest first, one per workflow, and marks them; returns how many rows were marked.
 * One that is refused stays and holds up no other; its error is thrown once nothing of a batch could be delivered.
 * What `deliver` reads it reads in the same transaction: relays that each waited for a second connection would wait for one another for ever.
 * A crash between delivery and mark repeats a poke, which is harmless: a poke only makes a workflow look at the ledger again.
 */
export async function relayPokes(
  ledger: Ledger,
  at: Instant,
  deliver: (poke: Poke, tx: Tx) => Promise<void>,
): Promise<number> {
  // Mostly nothing waits, and this is asked after every look at the ledger: a transaction would be three round trips.
  if (!(await anyWaits(ledger.db))) return 0;
  const { marked, refusal } = await ledger.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('poke')
      .selectAll()
      .where('delivered_at', 'is', null)
      .orderBy('seq')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    const byWorkflow = new Map<string, typeof rows>();
    for (const row of rows) {
      const workflow = `${row.workflow} ${JSON.stringify(row.input)}`;
      byWorkflow.set(workflow, [...(byWorkflow.get(workflow) ?? []), row]);
    }
    const { delivered, refusal } = await deliverEach([...byWorkflow.values()], (poke) => deliver(poke, tx));
    if (delivered.length > 0)
      await tx.updateTable('poke').set({ delivered_at: at }).where('seq', 'in', delivered).execute();
    return { marked: delivered.length, refusal };
  });
  if (marked === 0 && refusal) throw refusal.error;
  return marked;
}

async function anyWaits(db: Db): Promise<boolean> {
  const row = await db.selectFrom('poke').select('seq').where('delivered_at', 'is', null).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Rows of one workflow are delivered as one; answers the marked rows' numbers and the first refusal. */
async function deliverEach(
  groups: readonly (readonly (Poke & { readonly seq: number })[])[],
  deliver: (poke: Poke) => Promise<void>,
): Promise<{ delivered: number[]; refusal: { readonly error: unknown } | null }> {
  const delivered: number[] = [];
  let refusal: { readonly error: unknown } | null = null;
  let inARow = 0;
  for (const group of groups) {
    const [first] = group;
    if (!first || inARow === REFUSALS_IN_A_ROW) break;
    try {
      await deliver({ workflow: first.workflow, input: first.input });
      delivered.push(...group.map((row) => row.seq));
      inARow = 0;
    } catch (error) {
      refusal ??= { error };
      inARow++;
    }
  }
  return { delivered, refusal };
}
