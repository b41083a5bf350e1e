import { sql } from 'kysely';

/**
 * Of `obligation o join round r`: its round is merged, and nobody is chased for it any more. Not so what was given a day after the merge: a
 * sheet or a nil report that was sent back then, or reopened, is owed by that day like any other, until it comes or the round is merged again.
 */
export const closedByMerge = sql<boolean>`(r.merged_at is not null and not (o.armed_at > r.merged_at
  and o.chase_due >= (to_timestamp(r.merged_at / 1000.0) at time zone 'Asia/Shanghai')::date))`;
