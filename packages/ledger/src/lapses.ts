import type { Instant, LocalDate } from '@duban/base';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

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
  // Midnight after the due, in campaign time: a hand-in from then on is late (as in chase-facts.ts).
  const { rows } = await sql<Lapse>`
    select o.office, o.requirement, r.period_label as "periodLabel", o.due, o.first_received_at as "receivedAt"
    from obligation o join round r on r.id = o.round join office f on f.campaign = o.campaign and f.id = o.office
    where o.campaign = ${campaign} and f.standing = 'subordinate' and r.frozen_at is not null and o.due <= ${day}::date
      and o.state not in ('exempt','nil','withdrawn')
      and (o.first_received_at >= extract(epoch from (o.due + 1)::timestamp at time zone 'Asia/Shanghai') * 1000
        or (o.first_received_at is null and (o.due <= r.due or r.merged_at is not null)))
    order by f.position, o.due, o.id`.execute(db);
  return rows;
}
