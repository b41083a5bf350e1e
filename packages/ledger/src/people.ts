import type { LocalDate } from '@duban/base';
import { type Absence, type ContactRole, onDuty, type ServingPerson } from '@duban/campaign';
import { sql } from 'kysely';
import type { Db } from './ledger.js';

/** A day in one campaign. */
export interface PeopleOn {
  readonly campaign: string;
  readonly day: LocalDate;
}

/**
 * The office and every office that shares a person with it, directly or through others: a person gets one message for all of them,
 * so they must be planned together. Who stands in, or begins later, counts from the day it is known: the circle is the same at every
 * look until somebody has left.
 */
export async function circleOf(db: Db, { campaign, office, day }: PeopleOn & { office: string }): Promise<string[]> {
  const { rows } = await sql<{ office: string }>`
    with recursive serving(contact, office) as (
      select co.contact, co.office from contact_office co join contact c on c.campaign = co.campaign and c.id = co.contact
        where co.campaign = ${campaign} and co.role <> 'leader' and (c.serves_until is null or c.serves_until >= ${day}::date)
      union
      select a.stand_in, co.office from contact_absence a join contact_office co on co.campaign = a.campaign and co.contact = a.contact
        where a.campaign = ${campaign} and co.role <> 'leader' and a.stand_in is not null and a.withdrawn_at is null and a.until_day >= ${day}::date
    ), circle(office) as (
      select ${office}::text
      union
      select b.office from circle join serving a on a.office = circle.office join serving b on b.contact = a.contact
    ) select office from circle order by office`.execute(db);
  return rows.map((row) => row.office);
}

/** An office in one of several campaigns. */
export interface OfficeIn {
  readonly campaign: string;
  readonly office: string;
}

/**
 * The same across campaigns: the same mailbox is the same person, whatever each directory calls it. `campaigns` holds the office's own.
 * In the order of campaign and office.
 */
export async function circleAcross(
  db: Db,
  { campaign, office, day }: PeopleOn & { office: string },
  campaigns: readonly string[],
): Promise<OfficeIn[]> {
  const { rows } = await sql<OfficeIn>`
    with recursive serving(mailbox, campaign, office) as (
      select lower(c.email), co.campaign, co.office
        from contact_office co join contact c on c.campaign = co.campaign and c.id = co.contact
        where co.campaign = any(${[...campaigns]}) and co.role <> 'leader' and (c.serves_until is null or c.serves_until >= ${day}::date)
      union
      select lower(s.email), co.campaign, co.office
        from contact_absence a join contact_office co on co.campaign = a.campaign and co.contact = a.contact
          join contact s on s.campaign = a.campaign and s.id = a.stand_in
        where a.campaign = any(${[...campaigns]}) and co.role <> 'leader' and a.withdrawn_at is null and a.until_day >= ${day}::date
    ), circle(campaign, office) as (
      select ${campaign}::text, ${office}::text
      union
      select b.campaign, b.office from circle join serving a using (campaign, office) join serving b on b.mailbox = a.mailbox
    ) select campaign, office from circle order by campaign, office`.execute(db);
  return rows;
}

export interface Addressee {
  readonly contact: string;
  readonly email: string;
  readonly title: string;
  readonly phone: string;
  /** The address that a server refused for good, if it did; the person has another one now unless it is the same. */
  readonly refusedAddress: string | null;
}

/**
 * The people who take what goes to an office in the given roles on a day: absences and handovers are honoured, and nobody is written to
 * under an address that a server refused for good.
 */
export async function addressees(
  db: Db,
  { campaign, office, day }: PeopleOn & { office: string },
  roles: readonly ContactRole[],
): Promise<Addressee[]> {
  const serving = await servingPeople(db, { campaign, office });
  const absences = await outOfReach(db, { campaign, day });
  const taking = onDuty({ serving, absences }, { office, roles }, day);
  return reachable(await contactsOf(db, campaign, taking));
}

/** The same people, also where every mail to them comes back: who answers for the office, whether or not a mail gets there. */
export async function onDutyAt(
  db: Db,
  { campaign, office, day }: PeopleOn & { office: string },
  roles: readonly ContactRole[],
): Promise<Addressee[]> {
  const serving = await servingPeople(db, { campaign, office });
  const absences = await absencesFrom(db, { campaign, day });
  return contactsOf(db, campaign, onDuty({ serving, absences }, { office, roles }, day));
}

/** Who may be written to: to whom every mail comes back is left out, also where nobody else is there. */
function reachable(people: readonly Addressee[]): Addressee[] {
  return people.filter(({ refusedAddress, email }) => refusedAddress !== email);
}

/** Who gets no mail on that day: those who are away, and those whose address a server refused for good; another of the office takes it. */
export async function outOfReach(db: Db, { campaign, day }: PeopleOn): Promise<Absence[]> {
  const refused = await db
    .selectFrom('contact')
    .select('id')
    .where('campaign', '=', campaign)
    .where('refused_address', '=', (eb) => eb.ref('email'))
    .orderBy('id')
    .execute();
  const away = await absencesFrom(db, { campaign, day });
  return [
    ...away,
    ...refused
      .filter(({ id }) => !away.some((a) => a.contact === id && a.from <= day))
      .map(({ id }): Absence => ({ contact: id, from: day, until: day, standIn: null })),
  ];
}

/** Everybody's function at every office, or at one: also of those who have left or have not begun. */
export async function servingPeople(
  db: Db,
  { campaign, office }: { readonly campaign: string; readonly office?: string },
): Promise<ServingPerson[]> {
  let query = db
    .selectFrom('contact_office as co')
    .innerJoin('contact as c', (join) => join.onRef('c.campaign', '=', 'co.campaign').onRef('c.id', '=', 'co.contact'))
    .select(['co.contact', 'co.office', 'co.role', 'c.serves_from as from', 'c.serves_until as until'])
    .where('co.campaign', '=', campaign);
  if (office !== undefined) query = query.where('co.office', '=', office);
  return query.orderBy('co.office').orderBy('co.contact').execute();
}

/** Absences that are not over on that day. */
export function absencesFrom(db: Db, { campaign, day }: PeopleOn): Promise<Absence[]> {
  return db
    .selectFrom('contact_absence')
    .select(['contact', 'from_day as from', 'until_day as until', 'stand_in as standIn'])
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is', null)
    .where('until_day', '>=', day)
    .orderBy('from_day')
    .orderBy('id')
    .execute();
}

/** These contacts, in this order. */
export async function contactsOf(db: Db, campaign: string, contacts: readonly string[]): Promise<Addressee[]> {
  if (contacts.length === 0) return [];
  const rows = await db
    .selectFrom('contact')
    .select(['id as contact', 'email', 'title', 'phone', 'refused_address as refusedAddress'])
    .where('campaign', '=', campaign)
    .where('id', 'in', contacts)
    .execute();
  const byId = new Map(rows.map((row) => [row.contact, row]));
  return contacts.flatMap((id) => byId.get(id) ?? []);
}
