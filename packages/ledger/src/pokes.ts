import type { Instant } from '@duban/base';
import { json, type Ledger, type Tx } from './ledger.js';

/** Wakes a workflow, or starts it when it does not run: a row that a relay turns into signal-with-start. */
export interface Poke {
  readonly workflow: 'campaign' | 'office' | 'round' | 'report';
  /** The workflow's one input object; with the kind it determines the workflow's id. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Writes pokes in the transaction of the change that causes them, so that neither is ever there without the other. */
export async function poke(tx: Tx, pokes: readonly Poke[], at: Instant): Promise<void> {
  if (pokes.length === 0) return;
  await tx
    .insertInto('poke')
    .values(pokes.map((p) => ({ workflow: p.workflow, input: json(p.input), created_at: at, delivered_at: null })))
    .execute();
}

const BATCH = 100;

/**
 * Hands undelivered pokes to `deliver`, oldest first, one per workflow, and marks them; returns how many rows were marked.
 * A crash between delivery and mark repeats a poke, which is harmless: a poke only makes a workflow look at the ledger again.
 */
export async function relayPokes(ledger: Ledger, at: Instant, deliver: (poke: Poke) => Promise<void>): Promise<number> {
  return ledger.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('poke')
      .selectAll()
      .where('delivered_at', 'is', null)
      .orderBy('seq')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return 0;
    const distinct = new Map(rows.map((row) => [`${row.workflow} ${JSON.stringify(row.input)}`, row]));
    for (const row of distinct.values()) await deliver({ workflow: row.workflow, input: row.input });
    await tx
      .updateTable('poke')
      .set({ delivered_at: at })
      .where(
        'seq',
        'in',
        rows.map((row) => row.seq),
      )
      .execute();
    return rows.length;
  });
}
