import type { Db } from '@duban/ledger';
import { sql } from 'kysely';

/**
 * Whether anybody could be called for several of the open tasks: who serves their offices, or stands in there. Mostly nobody, and then the
 * board need not know who is called for each.
 */
export async function mayBeOneCall(db: Db, campaign: string): Promise<boolean> {
  const { rows } = await sql`
    with open as (
      select id, office, assigned_to from task where campaign = ${campaign} and kind = 'call' and state = 'open' and office is not null
    ), answering as (
      select co.office, co.contact from contact_office co where co.campaign = ${campaign}
      union
      select co.office, a.stand_in from contact_office co join contact_absence a on a.campaign = co.campaign and a.contact = co.contact
        where co.campaign = ${campaign} and a.stand_in is not null and a.withdrawn_at is null
    )
    select 1 from open join answering using (office)
      join contact c on c.campaign = ${campaign} and c.id = answering.contact
      group by replace(c.phone, '-', ''), open.assigned_to having count(distinct open.id) > 1 limit 1`.execute(db);
  return rows.length > 0;
}
