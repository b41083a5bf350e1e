import type { Db, Tx } from '../ledger.js';
import { json } from '../ledger.js';
import type { SealAlgorithm } from '../schema/audit.js';
import { requireAlgorithm } from './canonical-event.js';

const KEY = 'seal-algorithm';

/** What the next seals are made with; SHA-256 unless the installation has chosen SM3. */
export async function sealAlgorithm(db: Db): Promise<SealAlgorithm> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst();
  return (row?.value as { name: SealAlgorithm } | undefined)?.name ?? 'sha256';
}

/** From the next seal on; those before stay as they are. Throws `seal-algorithm-missing`. */
export async function setSealAlgorithm(tx: Tx, name: SealAlgorithm): Promise<void> {
  requireAlgorithm(name);
  const value = json({ name });
  await tx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}
