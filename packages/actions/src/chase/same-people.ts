import { DAY, DubanError, type Instant, plus } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { type Beside, type CampaignDefinition, chaseRules } from '@duban/campaign';
import {
  type CampaignStatus,
  chaseFacts,
  circleAcross,
  circleOf,
  type Db,
  holdCircle,
  lockCircle,
  type MessageRow,
  type Tx,
} from '@duban/ledger';
import { type RawBuilder, sql } from 'kysely';
import { type CampaignFacts, factsOf } from '../facts/campaign-facts.js';
import { chaseSlot } from './chase-id.js';

/** Another campaign whose bureau is the same: its people are the same people, and get one chase. */
export interface OtherCampaign {
  readonly id: string;
  readonly status: CampaignStatus;
  readonly definition: CampaignDefinition;
}

/** A campaign, and the others of its bureau. */
export interface AmongOthers {
  readonly status: CampaignStatus;
  readonly facts: CampaignFacts;
  /** One that is closed counts while a mail of the same day may have been its. */
  readonly others: readonly OtherCampaign[];
}

/** Reads them all in one statement. Throws `campaign-unknown`. */
export async function amongOthers(db: Db, campaign: string, now: Instant): Promise<AmongOthers> {
  return ofOneBureau(db, campaign, await selectCampaigns(db, campaign, now).execute());
}

/** What {@link ofOneBureau} needs to know, for a statement that asks for more: a campaign, and all that run or ran lately. */
export function selectCampaigns(db: Db, campaign: string | RawBuilder<string>, now: Instant) {
  return db
    .selectFrom('campaign as c')
    .select(['c.id', 'c.status', 'c.facts_hash'])
    .where((eb) =>
      eb.or([eb('c.id', '=', campaign), eb('c.closed_at', 'is', null), eb('c.closed_at', '>', plus(now, -2 * DAY))]),
    )
    .orderBy('c.id');
}

interface CampaignRow {
  readonly id: string;
  readonly status: CampaignStatus;
  readonly facts_hash: string;
}

/** A campaign and those of the others that its bureau signs for. Throws `campaign-unknown`. */
export async function ofOneBureau(db: Db, campaign: string, rows: readonly CampaignRow[]): Promise<AmongOthers> {
  const own = rows.find(({ id }) => id === campaign);
  if (!own) throw new DubanError('campaign-unknown', { campaign });
  const facts = await factsOf(db, own);
  const others: OtherCampaign[] = [];
  for (const row of rows) {
    if (row === own) continue;
    const { definition } = await factsOf(db, row);
    // Somebody else's mail, even to the same person: a bureau signs for its own campaigns only.
    if (definition.bureau.name === facts.definition.bureau.name)
      others.push({ id: row.id, status: row.status, definition });
  }
  return { status: own.status, facts, others };
}

/** With whom an office must be looked at: offices of its own campaign, and what the same people owe in the others that run. */
export interface Together {
  readonly circle: readonly string[];
  readonly beside: readonly Beside[];
}

export interface LookingAt {
  readonly campaign: string;
  readonly office: string;
  readonly calendar: WorkCalendar;
}

export interface Around {
  readonly others: readonly OtherCampaign[];
  readonly now: Instant;
}

/** Finds both for one office at one moment. */
export async function lookTogether(db: Db, at: LookingAt, { others, now }: Around): Promise<Together> {
  const { campaign, office, calendar } = at;
  const on = { campaign, office, day: dateOf(now) };
  const running = others.filter(isRunning);
  if (running.length === 0) return { circle: await circleOf(db, on), beside: [] };
  const all = await circleAcross(db, on, [campaign, ...running.map(({ id }) => id)]);
  const officesIn = (id: string): string[] => all.filter((o) => o.campaign === id).map((o) => o.office);
  const beside: Beside[] = [];
  for (const { id, definition } of running) {
    const offices = officesIn(id);
    if (offices.length === 0) continue;
    beside.push({ owed: await chaseFacts(db, id, offices), rules: chaseRules(definition, calendar) });
  }
  return { circle: officesIn(campaign), beside };
}

/** The same for who is about to plan: nobody else plans for this circle before the transaction has ended. */
export async function holdTogether(tx: Tx, at: LookingAt, around: Around): Promise<Together> {
  const { campaign, office } = at;
  if (!around.others.some(isRunning))
    return { circle: await holdCircle(tx, { campaign, office, day: dateOf(around.now) }), beside: [] };
  const together = await lookTogether(tx, at, around);
  await lockCircle(tx, campaign, together.circle);
  return together;
}

const isRunning = ({ status }: OtherCampaign): boolean => status === 'running';

/** The mailboxes that got their chase of a slot (a day; a minute) from one of these campaigns, or may have got it. */
export async function reachedElsewhere(
  db: Db,
  { campaigns, slot }: { readonly campaigns: readonly string[]; readonly slot: string },
  mailboxes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (campaigns.length === 0 || mailboxes.length === 0) return new Set();
  const rows = await db
    .selectFrom('message')
    .select(['id', 'address', 'state', 'attempts'])
    .where('kind', '=', 'chase')
    // An array, not a list of parameters: a country has more people than a statement may have parameters.
    .where(sql<boolean>`lower(address) = any(${mailboxes.map(mailboxOf)})`)
    .where('campaign', 'in', [...campaigns])
    .execute();
  return new Set(rows.filter((m) => chaseSlot(m.id) === slot && mayBeThere(m)).map((m) => mailboxOf(m.address)));
}

/** The same mailbox is the same person, whatever each campaign's directory calls it. */
export function mailboxOf(address: string): string {
  return address.toLowerCase();
}

/** The same number is the same person, however it is written. */
export function numberOf(phone: string): string {
  return phone.replaceAll('-', '');
}

/** What a server refused is not there: the other campaign's own mail finds out for itself, and tells another of the office today. */
export function mayBeThere({ state, attempts }: Pick<MessageRow, 'state' | 'attempts'>): boolean {
  return state !== 'planned' && state !== 'failed' && !(state === 'cancelled' && attempts === 0);
}
