import type { Instant } from '@duban/base';
import type { Tx } from '@duban/ledger';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';

/** What a mail is put together from. */
export type MailFacts = Awaited<ReturnType<typeof mailFacts>>;
/** One message of the mail, with whom it is for; of nobody in the directory the title and the version are null. */
export type MailMessage = MailFacts['messages'][number];
/** One debt that a chase still speaks of, with what the office has said about it. */
export type MailLine = MailFacts['lines'][number];

/** Until when the office promised to hand `o` in, in the last call about this due that brought a promise. */
const lastPromise = sql<Instant | null>`(select c.promise_until from task_line t join call c on c.task = t.task
  where t.obligation = o.id and t.arm = o.arm and c.promise_until is not null order by c.at desc, c.id desc limit 1)`;

/** Whether the recipient of `m` leads the office of `o`. */
const toLeader = sql<boolean>`exists (select 1 from contact_office co where co.campaign = o.campaign and co.office = o.office
  and co.contact = m.recipient and co.role = 'leader')`;

/** The numbers of the 口径说明 that hold for `o`; null without any. */
const guidanceInForce = sql<readonly number[] | null>`(select json_agg(g.number order by g.number) from guidance g
  where g.campaign = o.campaign and g.state <> 'withdrawn' and (g.requirement is null or g.requirement = o.requirement))`;

/** Reads the messages of one mail, the debts of its chases and whose the forms of these obligations are, in one statement. */
export function mailFacts(tx: Tx, mail: readonly string[], forms: readonly string[]) {
  const ids = [...mail];
  const messages = tx
    .selectFrom('message as m')
    .innerJoin('campaign as c', 'c.id', 'm.campaign')
    .leftJoin('contact as k', (join) => join.onRef('k.campaign', '=', 'm.campaign').onRef('k.id', '=', 'm.recipient'))
    .select(['m.id', 'm.campaign', 'm.recipient', 'c.facts_hash', 'k.title', 'k.link_version'])
    .where('m.id', 'in', ids)
    .orderBy('m.id');
  const lines = tx
    .selectFrom('message_line as l')
    .innerJoin('message as m', 'm.id', 'l.message')
    .innerJoin('obligation as o', 'o.id', 'l.obligation')
    .innerJoin('round as r', 'r.id', 'o.round')
    .innerJoin('office as f', (join) => join.onRef('f.campaign', '=', 'o.campaign').onRef('f.id', '=', 'o.office'))
    .leftJoin('extension_request as e', (join) => join.onRef('e.obligation', '=', 'o.id').on('e.state', '=', 'asked'))
    .select(['o.id', 'o.campaign', 'o.office', 'o.requirement', 'o.state', 'o.chase_due', 'o.progress', 'r.due_time'])
    .select([
      'r.period_label',
      'r.as_of',
      'l.step',
      'e.until',
      lastPromise.as('promised'),
      guidanceInForce.as('guidance'),
      toLeader.as('leads'),
    ])
    .where('l.message', 'in', ids)
    .where('l.dropped', '=', false)
    // The most urgent first, of its office and of all offices of one person, in whatever campaign.
    .orderBy('o.chase_due')
    .orderBy('r.due_time', (order) => order.asc().nullsLast())
    .orderBy('f.position')
    .orderBy('o.id');
  const owed = tx
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.id', 'o.campaign', 'o.office', 'o.requirement', 'r.period_label'])
    .where('o.id', '=', sql<string>`any(${[...forms]})`);
  return tx
    .selectNoFrom([
      jsonArrayFrom(messages).as('messages'),
      jsonArrayFrom(lines).as('lines'),
      jsonArrayFrom(owed).as('forms'),
    ])
    .executeTakeFirstOrThrow();
}
