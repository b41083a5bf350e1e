import type { Instant } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { type Checkpoint, checkpointKey, checkpointsAfter, isGenuine, makeCheckpoint } from '@duban/ledger';
import { addCheckpoints, checkpointsFile, readCheckpoints } from './audit/witness-files.js';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';

/**
 * Writes down how long the chain is, signed, in the ledger and in the data folder: with `daily` once a day, else whenever it has grown (a
 * backup asks so). Null when nothing is new. What another process wrote down, or what a crash kept from the file, is added to it as well.
 * `now` is server time.
 * @throws DubanError `not-allowed`, `audit-witness-invalid` when the file was damaged.
 */
export async function checkpointAudit(
  ctx: Pick<Context, 'ledger' | 'secret'>,
  { actor, folder, daily, now }: { actor: Actor; folder: string | null; daily: boolean; now: Instant },
): Promise<Checkpoint | null> {
  requireRight(actor, 'system.operate', '记录审计检查点');
  const key = checkpointKey(ctx.secret);
  const made = await ctx.ledger.transaction((tx) => makeCheckpoint(tx, { key, day: dateOf(now), daily }, now));
  if (folder !== null) {
    const known = (await readCheckpoints(checkpointsFile(folder))) ?? [];
    const missing = await checkpointsAfter(ctx.ledger.db, Math.max(0, ...known.map(({ n }) => n)));
    // Never a forged one: the file is what the database is held against.
    await addCheckpoints(
      folder,
      missing.filter((checkpoint) => isGenuine(checkpoint, key)),
    );
  }
  return made;
}
