import { type Instant, plus } from '@duban/base';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

export interface Attempt {
  /** Hash of what is counted and for whom. */
  readonly bucket: string;
  /** From the first try on (ms). */
  readonly windowMs: number;
  /** Server time. */
  readonly now: Instant;
}

/**
 * Counts one try; answers how many there were in this window and how long (ms) it still lasts. One statement, no transaction around
 * it: processes that count at once wait for a row, never for a verb. Each new window clears away those that are over.
 */
export async function countAttempt(
  db: Db,
  { bucket, windowMs, now }: Attempt,
): Promise<{ readonly count: number; readonly leftMs: number }> {
  const end = plus(now, windowMs);
  const { count, window_end } = await db
    .insertInto('attempt')
    .values({ bucket, window_end: end, count: 1 })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet({
        count: sql<number>`case when attempt.window_end <= ${now} then 1 else attempt.count + 1 end`,
        window_end: sql<Instant>`case when attempt.window_end <= ${now} then ${end} else attempt.window_end end`,
      }),
    )
    .returning(['count', 'window_end'])
    .executeTakeFirstOrThrow();
  // Skipping what others hold: two that clear at once must not wait for each other.
  if (count === 1)
    await sql`delete from attempt where bucket in
      (select bucket from attempt where window_end <= ${now} limit 200 for update skip locked)`.execute(db);
  return { count, leftMs: window_end - now };
}
