import { DubanError, type Instant, type LocalDate } from '@duban/base';
import { type Contact, serves } from '@duban/campaign';
import { type Db, type Poke, poke, servingPeople, type Tx } from '@duban/ledger';
import { definitionColumns } from '../launch/insert-campaign.js';
import type { Serves } from './refuse-unfit.js';

/** One contact as the ledger has it. */
export interface ContactRow {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly phone: string;
  readonly revision: number;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** Since when a server refuses the address for good, with its words; null: it does not. */
  readonly refused: { readonly at: Instant; readonly reason: string } | null;
  readonly serves: readonly Serves[];
}

const COLUMNS = [
  ...(['id', 'title', 'email', 'phone', 'revision', 'serves_from as from', 'serves_until as until'] as const),
  ...(['refused_address', 'refused_at', 'refused_reason'] as const),
] as const;

interface RefusedColumns {
  readonly email: string;
  readonly refused_address: string | null;
  readonly refused_at: Instant | null;
  readonly refused_reason: string | null;
}

/** A row with what it says of its refusal in one piece. */
function withRefusal<R extends RefusedColumns>({ refused_address, refused_at, refused_reason, ...row }: R) {
  const refused =
    refused_at !== null && refused_address === row.email ? { at: refused_at, reason: refused_reason ?? '' } : null;
  return { ...row, refused };
}

/** The directory of a campaign with who has left, by id. */
export async function contactsOfCampaign(db: Db, campaign: string): Promise<ContactRow[]> {
  const rows = await db.selectFrom('contact').select(COLUMNS).where('campaign', '=', campaign).orderBy('id').execute();
  const serving = await servesOf(db, campaign).select('contact').execute();
  return rows.map((row) => ({
    ...withRefusal(row),
    serves: serving.filter(({ contact }) => contact === row.id).map(({ office, role }) => ({ office, role })),
  }));
}

function servesOf(db: Db, campaign: string) {
  return db
    .selectFrom('contact_office')
    .select(['office', 'role'])
    .where('campaign', '=', campaign)
    .orderBy('office')
    .orderBy('role');
}

/** Reads a contact, locked. Throws `contact-unknown`. */
export async function contactOf(tx: Tx, campaign: string, contact: string): Promise<ContactRow> {
  const row = await tx
    .selectFrom('contact')
    .select(COLUMNS)
    .where('campaign', '=', campaign)
    .where('id', '=', contact)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new DubanError('contact-unknown', { contact });
  return { ...withRefusal(row), serves: await servesOf(tx, campaign).where('contact', '=', contact).execute() };
}

/** The same of somebody who has not left. Throws `contact-unknown`, `entry-state`. */
export async function servingContact(
  tx: Tx,
  { campaign, contact, day }: { campaign: string; contact: string; day: LocalDate },
  verb: string,
): Promise<ContactRow> {
  const row = await contactOf(tx, campaign, contact);
  if (row.until !== null && row.until < day)
    throw new DubanError('entry-state', { what: row.title, state: '已离任', verb });
  return row;
}

/** Writes a person's functions in the place of those before. */
export async function putServes(
  tx: Tx,
  { campaign, contact }: { campaign: string; contact: string },
  functions: readonly Serves[],
): Promise<void> {
  await tx.deleteFrom('contact_office').where('campaign', '=', campaign).where('contact', '=', contact).execute();
  await tx
    .insertInto('contact_office')
    .values(functions.map(({ office, role }) => ({ campaign, contact, office, role })))
    .execute();
}

/** An id that nobody has: `yanzhou-a-2` after `yanzhou-a`. */
export async function freeContactId(tx: Tx, campaign: string, base: string): Promise<string> {
  const rows = await tx.selectFrom('contact').select('id').where('campaign', '=', campaign).execute();
  const taken = new Set(rows.map(({ id }) => id));
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}

interface Change {
  readonly campaign: string;
  /** Whose people changed. */
  readonly offices: readonly string[];
  readonly day: LocalDate;
  readonly now: Instant;
}

/**
 * After a change of people: the campaign's definition says what the ledger says (an amendment starts from it), and the chasers of these
 * offices look again.
 */
export async function settlePeople(tx: Tx, { campaign, offices, now }: Omit<Change, 'day'>): Promise<void> {
  await rewriteContacts(tx, campaign);
  const pokes = [...new Set(offices)]
    .sort()
    .map((office): Poke => ({ workflow: 'office', input: { campaign, office } }));
  await poke(tx, pokes, now);
}

/** Refuses a change after which an office has neither A nor B. Throws `office-without-contact`. */
export async function refuseAlone(tx: Tx, { campaign, offices, day }: Omit<Change, 'now'>): Promise<void> {
  const there = (await servingPeople(tx, { campaign })).filter(
    (person) => person.role !== 'leader' && serves(person, day),
  );
  const alone = offices.filter((office) => !there.some((person) => person.office === office));
  if (alone.length === 0) return;
  const rows = await tx
    .selectFrom('office')
    .select('name')
    .where('campaign', '=', campaign)
    .where('id', 'in', alone)
    .orderBy('position')
    .execute();
  throw new DubanError('office-without-contact', { office: rows.map(({ name }) => name).join('、') });
}

async function rewriteContacts(tx: Tx, campaign: string): Promise<void> {
  const { definition, answers, tables } = await tx
    .selectFrom('campaign')
    .select(['definition', 'answers', 'tables'])
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const place = new Map(definition.contacts.map(({ id }, at) => [id, at]));
  const last = definition.contacts.length;
  const contacts = (await contactsOfCampaign(tx, campaign))
    .filter(({ serves }) => serves.length > 0)
    .map(
      ({ revision, from, until, refused, ...contact }): Contact => ({
        ...contact,
        ...(from || until ? { effective: { from, until } } : {}),
      }),
    )
    .sort((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
  await tx
    .updateTable('campaign')
    .set(definitionColumns({ definition: { ...definition, contacts }, answers, tables }))
    .where('id', '=', campaign)
    .execute();
}
