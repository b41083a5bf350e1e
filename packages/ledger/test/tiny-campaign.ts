import { type Instant, instant } from '@duban/base';
import { at, localDate } from '@duban/base/time';
import type { ContactRole, ObligationState, Standing } from '@duban/campaign';
import { type Database, json, type Ledger, type NewMessage } from '@duban/ledger';
import type { Insertable } from 'kysely';

/** `2023-10-10 09:00` in Asia/Shanghai. */
export function moment(text: string): Instant {
  return at(localDate(text.slice(0, 10)), text.slice(11));
}

export const launched: Instant = moment('2023-08-22 09:00');
export const CAMPAIGN = 'c';

export interface Serving {
  readonly contact: string;
  readonly office: string;
  readonly role: ContactRole;
}

/** A campaign with these offices and people; the definition is empty, the ledger never looks into it. */
export async function tinyCampaign(
  { db }: Ledger,
  people: { offices: Readonly<Record<string, Standing>>; serves?: readonly Serving[] },
): Promise<void> {
  await db
    .insertInto('campaign')
    .values({
      id: CAMPAIGN,
      definition: json({}),
      answers: json([]),
      tables: json([]),
      facts_hash: '',
      status: 'running',
      launched_at: launched,
      closed_at: null,
    })
    .execute();
  const offices = Object.entries(people.offices);
  await db
    .insertInto('office')
    .values(
      offices.map(([id, standing], position) => ({
        campaign: CAMPAIGN,
        id,
        position,
        name: id,
        short_name: id,
        code: null,
        standing,
      })),
    )
    .execute();
  const serves = people.serves ?? [];
  if (serves.length === 0) return;
  const contacts = [...new Set(serves.map((s) => s.contact))];
  await db
    .insertInto('contact')
    .values(contacts.map((id) => ({ campaign: CAMPAIGN, id, title: id, email: `${id}@example`, phone: '0' })))
    .execute();
  await db
    .insertInto('contact_office')
    .values(serves.map((s) => ({ campaign: CAMPAIGN, ...s })))
    .execute();
}

/** A round with one obligation per office, due on `due`. */
export async function aRound(
  { db }: Ledger,
  round: { period: string; due: string; offices: readonly string[]; state?: ObligationState },
): Promise<void> {
  const id = `${CAMPAIGN}/table/${round.period}`;
  const due = localDate(round.due);
  await db
    .insertInto('round')
    .values({
      id,
      campaign: CAMPAIGN,
      requirement: 'table',
      period: round.period,
      period_label: round.period,
      start: null,
      as_of: localDate('2023-09-30'),
      due,
      cut_off: localDate('2023-12-31'),
      frozen_at: null,
      merged_at: null,
      workbook: null,
      snapshot: null,
    })
    .execute();
  const rows = round.offices.map(
    (office): Insertable<Database['obligation']> => ({
      id: `${id}/${office}`,
      campaign: CAMPAIGN,
      round: id,
      requirement: 'table',
      period: round.period,
      office,
      state: round.state ?? 'expected',
      original_due: due,
      due,
      chase_due: due,
      arm: 0,
      armed_at: launched,
      first_received_at: null,
      first_valid_at: null,
      accepted_version_at: null,
      accepted_submission: null,
      merged_submission: null,
      version: 0,
    }),
  );
  await db.insertInto('obligation').values(rows).execute();
}

export const owes = (office: string, period = 'p'): string => `${CAMPAIGN}/table/${period}/${office}`;

export function aMessage(id: string, change: Partial<NewMessage> = {}): NewMessage {
  return {
    id,
    campaign: CAMPAIGN,
    office: null,
    recipient: 'anne',
    address: 'anne@example',
    kind: 'chase',
    sendAfter: instant(1),
    facts: {},
    attachments: [],
    messageId: `${id}@mail.example`,
    ...change,
  };
}
