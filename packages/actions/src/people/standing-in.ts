import type { LocalDate } from '@duban/base';
import type { Db } from '@duban/ledger';

/** The offices for which a person stands in on a day: who gets their mail may also do what it asks for. */
export async function standingInFor(
  db: Db,
  { campaign, contact, day }: { readonly campaign: string; readonly contact: string; readonly day: LocalDate },
): Promise<string[]> {
  const rows = await db
    .selectFrom('contact_absence as a')
    .innerJoin('contact_office as co', (on) =>
      on.onRef('co.campaign', '=', 'a.campaign').onRef('co.contact', '=', 'a.contact'),
    )
    .select('co.office')
    .distinct()
    .where('a.campaign', '=', campaign)
    .where('a.stand_in', '=', contact)
    .where('a.withdrawn_at', 'is', null)
    .where('a.from_day', '<=', day)
    .where('a.until_day', '>=', day)
    .where('co.role', '!=', 'leader')
    .orderBy('co.office')
    .execute();
  return rows.map(({ office }) => office);
}
