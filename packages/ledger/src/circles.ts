import { sql } from 'kysely';
import { type Db, lockSubject, subjectLock, type Tx } from './ledger.js';
import type { PeopleOn } from './people.js';

/**
 * The office and every office that shares a person with it, directly or through others: a person gets one message for all of them,
 * so they must be planned together. Who stands in, or begins later, counts from the day it is known: the circle is the same at every
 * look until somebody has left.
 */
export async function circleOf(db: Db, on: PeopleOn & { office: string }): Promise<string[]> {
  const { rows } = await sql<{ office: string }>`${circle(on)} select office from circle order by office`.execute(db);
  return rows.map((row) => row.office);
}

/** The same in one statement with {@link lockCircle}. */
export async function holdCircle(tx: Tx, on: PeopleOn & { office: string }): Promise<string[]> {
  const { rows } = await sql<{ office: string }>`
    ${circle(on)}, held as materialized (
      select ${subjectLock(sql`${subjectOf(on.campaign, '')} || min(office)`)} from circle
    ) select office from circle cross join held order by office`.execute(tx);
  return rows.map((row) => row.office);
}

/** Nobody else plans for these offices of a campaign before this transaction has ended; `circle` is all of them, in order. */
export async function lockCircle(tx: Tx, campaign: string, [first = '']: readonly string[]): Promise<void> {
  await lockSubject(tx, subjectOf(campaign, first));
}

const subjectOf = (campaign: string, first: string): string => `chase:${campaign}/${first}`;

const circle = ({ campaign, office, day }: PeopleOn & { office: string }) => sql`
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
    )`;

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
