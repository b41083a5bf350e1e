import type { ContactRole } from '@duban/campaign';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

/**
 * The office and every office that shares a person with it, directly or through others: a person gets one message for all of them,
 * so they must be planned together.
 */
export async function circleOf(db: Db, campaign: string, office: string): Promise<string[]> {
  const { rows } = await sql<{ office: string }>`
    with recursive circle(office) as (
      select ${office}::text
      union
      select b.office from circle join contact_office a on a.campaign = ${campaign} and a.office = circle.office and a.role <> 'leader'
        join contact_office b on b.campaign = a.campaign and b.contact = a.contact and b.role <> 'leader'
    ) select office from circle order by office`.execute(db);
  return rows.map((row) => row.office);
}

export interface Addressee {
  readonly contact: string;
  readonly email: string;
  readonly title: string;
  readonly phone: string;
}

/** The people of an office in the given roles. */
export async function addressees(
  db: Db,
  office: { campaign: string; office: string },
  roles: readonly ContactRole[],
): Promise<Addressee[]> {
  return db
    .selectFrom('contact_office as co')
    .innerJoin('contact as c', (join) => join.onRef('c.campaign', '=', 'co.campaign').onRef('c.id', '=', 'co.contact'))
    .select(['c.id as contact', 'c.email', 'c.title', 'c.phone'])
    .where('co.campaign', '=', office.campaign)
    .where('co.office', '=', office.office)
    .where('co.role', 'in', [...roles])
    .orderBy('co.role')
    .orderBy('c.id')
    .execute();
}
