import type { LocalDate } from '@duban/base';
import { type Absence, type ContactRole, onDuty, type People, type ServingPerson } from '@duban/campaign';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Db } from './ledger.js';

/** A day in one campaign. */
export interface PeopleOn {
  readonly campaign: string;
  readonly day: LocalDate;
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
  on: PeopleOn & { office: string },
  roles: readonly ContactRole[],
): Promise<Addressee[]> {
  return addresseesAmong(await peopleAt(db, on), roles);
}

/** Everybody who may take what goes to an office on a day. */
export interface PeopleAt extends People {
  readonly office: string;
  readonly day: LocalDate;
  readonly contacts: readonly Addressee[];
}

/** Reads them in one statement, for who asks for one role after another. */
export async function peopleAt(db: Db, { campaign, office, day }: PeopleOn & { office: string }): Promise<PeopleAt> {
  const absent = absences(db, { campaign, day });
  const { serving, away, refused, contacts } = await db
    .selectNoFrom([
      jsonArrayFrom(functions(db, campaign).where('co.office', '=', office)).as('serving'),
      jsonArrayFrom(absent).as('away'),
      jsonArrayFrom(refusedContacts(db, campaign)).as('refused'),
      jsonArrayFrom(
        people(db, campaign).where((eb) =>
          eb.or([
            eb(
              'c.id',
              'in',
              eb.selectFrom(functions(db, campaign).where('co.office', '=', office).as('f')).select('f.contact'),
            ),
            // Who stands in may serve another office.
            eb('c.id', 'in', eb.selectFrom(absent.as('a')).select('a.standIn')),
          ]),
        ),
      ).as('contacts'),
    ])
    .executeTakeFirstOrThrow();
  return { office, day, serving, absences: withoutMail({ away, refused }, day), contacts };
}

/** As {@link addressees}, among people who were read before. */
export function addresseesAmong(
  { office, day, contacts, ...present }: PeopleAt,
  roles: readonly ContactRole[],
): Addressee[] {
  return reachable(inOrder(contacts, onDuty(present, { office, roles }, day)));
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
  const refused = await refusedContacts(db, campaign).execute();
  return withoutMail({ away: await absencesFrom(db, { campaign, day }), refused }, day);
}

function withoutMail(
  { away, refused }: { readonly away: readonly Absence[]; readonly refused: readonly { readonly id: string }[] },
  day: LocalDate,
): Absence[] {
  return [
    ...away,
    ...refused
      .filter(({ id }) => !away.some((a) => a.contact === id && a.from <= day))
      .map(({ id }): Absence => ({ contact: id, from: day, until: day, standIn: null })),
  ];
}

function refusedContacts(db: Db, campaign: string) {
  return db
    .selectFrom('contact')
    .select('id')
    .where('campaign', '=', campaign)
    .where('refused_address', '=', (eb) => eb.ref('email'))
    .orderBy('id');
}

/** Everybody's function at every office, or at one: also of those who have left or have not begun. */
export function servingPeople(
  db: Db,
  { campaign, office }: { readonly campaign: string; readonly office?: string },
): Promise<ServingPerson[]> {
  const all = functions(db, campaign);
  return (office === undefined ? all : all.where('co.office', '=', office)).execute();
}

function functions(db: Db, campaign: string) {
  return db
    .selectFrom('contact_office as co')
    .innerJoin('contact as c', (join) => join.onRef('c.campaign', '=', 'co.campaign').onRef('c.id', '=', 'co.contact'))
    .select(['co.contact', 'co.office', 'co.role', 'c.serves_from as from', 'c.serves_until as until'])
    .where('co.campaign', '=', campaign)
    .orderBy('co.office')
    .orderBy('co.contact');
}

/** Absences that are not over on that day. */
export function absencesFrom(db: Db, on: PeopleOn): Promise<Absence[]> {
  return absences(db, on).execute();
}

function absences(db: Db, { campaign, day }: PeopleOn) {
  return db
    .selectFrom('contact_absence')
    .select(['contact', 'from_day as from', 'until_day as until', 'stand_in as standIn'])
    .where('campaign', '=', campaign)
    .where('withdrawn_at', 'is', null)
    .where('until_day', '>=', day)
    .orderBy('from_day')
    .orderBy('id');
}

/** These contacts, in this order. */
export async function contactsOf(db: Db, campaign: string, contacts: readonly string[]): Promise<Addressee[]> {
  if (contacts.length === 0) return [];
  return inOrder(await people(db, campaign).where('c.id', 'in', contacts).execute(), contacts);
}

function people(db: Db, campaign: string) {
  return db
    .selectFrom('contact as c')
    .select(['c.id as contact', 'c.email', 'c.title', 'c.phone', 'c.refused_address as refusedAddress'])
    .where('c.campaign', '=', campaign);
}

function inOrder(known: readonly Addressee[], contacts: readonly string[]): Addressee[] {
  const byId = new Map(known.map((person) => [person.contact, person]));
  return contacts.flatMap((id) => byId.get(id) ?? []);
}
