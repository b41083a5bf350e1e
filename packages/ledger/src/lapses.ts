import type { Instant, LocalDate } from '@duban/base';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

/**
 * Of `obligation o join round r`: of frozen rounds what came late, or has not come although its own due is over. A round is frozen at its due,
 * an extension lets one office have longer, at most until the merge. Late is midnight after the due, or its hour, in campaign time.
 */
export const hasLapsed = sql<boolean>`r.frozen_at is not null and o.state not in ('exempt','nil','withdrawn')
  and (o.first_received_at >= extract(epoch from
      coalesce(o.due + r.due_time::time, (o.due + 1)::timestamp) at time zone 'Asia/Shanghai') * 1000
    or (o.first_received_at is null and (o.due <= r.due or r.merged_at is not null)))`;

/** Something a subordinate office handed in late, or not at all. */
export interface Lapse {
  readonly office: string;
  readonly requirement: string;
  readonly periodLabel: string;
  /** The due in force for punctuality: an extension that was granted is kept to. */
  readonly due: LocalDate;
  /** Null: never. */
  readonly receivedAt: Instant | null;
}

/**
 * What subordinate offices were late with, due until that day, in the order of the directory. Of frozen rounds only: until then a
 * registration may still tell when a sheet really came.
 */
export async function lapsesUntil(
  db: Db,
  { campaign, day }: { readonly campaign: string; readonly day: LocalDate },
): Promise<Lapse[]> {
  const { rows } = await sql<Lapse>`
    select o.office, o.requirement, r.period_label as "periodLabel", o.due, o.first_received_at as "receivedAt"
    from obligation o join round r on r.id = o.round join office f on f.campaign = o.campaign and f.id = o.office
    where o.campaign = ${campaign} and f.standing = 'subordinate' and o.due <= ${day}::date and ${hasLapsed}
    order by f.position, o.due, o.id`.execute(db);
  return rows;
}
