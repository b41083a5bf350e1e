import { type RawBuilder, sql } from 'kysely';

/**
 * Columns that, selected once, make the rest of a transaction join by indexes in their order. The planner knows nothing of a chain that grew
 * since its last look, and would then read all of it for each batch.
 */
export function joinRowByRow(on: boolean): RawBuilder<unknown> {
  const others = on ? 'off' : 'on';
  return sql`set_config('enable_hashjoin', ${others}, true), set_config('enable_mergejoin', ${others}, true),
    set_config('enable_bitmapscan', ${others}, true), set_config('enable_sort', ${others}, true), set_config('enable_seqscan', ${others}, true)`;
}
