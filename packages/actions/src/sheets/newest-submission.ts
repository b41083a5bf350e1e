import type { Instant } from '@duban/base';
import type { Db } from '@duban/ledger';

/** The version that counts: what came last, whenever it was registered; null when nothing came. */
export async function newestSubmission(
  db: Db,
  obligation: string,
): Promise<{ readonly id: string; readonly version: number; readonly received_at: Instant } | null> {
  const row = await db
    .selectFrom('submission')
    .select(['id', 'version', 'received_at'])
    .where('obligation', '=', obligation)
    .where('voided_at', 'is', null)
    .orderBy('received_at', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
