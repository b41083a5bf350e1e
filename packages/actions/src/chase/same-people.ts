import { DAY, type Instant, plus } from '@duban/base';
import { dateOf } from '@duban/base/time';
import type { WorkCalendar } from '@duban/calendar';
import { type Beside, type CampaignDefinition, chaseRules } from '@duban/campaign';
import { type CampaignStatus, chaseFacts, circleAcross, circleOf, type Db, type MessageRow } from '@duban/ledger';
import { sql } from 'kysely';
import { campaignFacts } from '../facts/campaign-facts.js';
import { chaseSlot } from './chase-id.js';

/** Another campaign whose bureau is the same: its people are the same people, and get one chase. */
export interface OtherCampaign {
  readonly id: string;
  readonly status: CampaignStatus;
  readonly definition: CampaignDefinition;
}

/** The other campaigns of a campaign's bureau; one that is closed counts while a mail of the same day may have been its. */
export async function otherCampaigns(db: Db, campaign: string, now: Instant): Promise<OtherCampaign[]> {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'status'])
    .where('id', '!=', campaign)
    .where((eb) => eb.or([eb('closed_at', 'is', null), eb('closed_at', '>', plus(now, -2 * DAY))]))
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const { bureau } = (await campaignFacts(db, campaign)).definition;
  const others: OtherCampaign[] = [];
  for (const row of rows) {
    const { definition } = await campaignFacts(db, row.id);
    // Somebody else's mail, even to the same person: a bureau signs for its own campaigns only.
    if (definition.bureau.name === bureau.name) others.push({ ...row, definition });
  }
  return others;
}

/** With whom an office must be looked at: offices of its own campaign, and what the same people owe in the others that run. */
export interface Together {
  readonly circle: readonly string[];
  readonly beside: readonly Beside[];
}

/** Finds both for one office at one moment. */
export async function lookTogether(
  db: Db,
  at: { readonly campaign: string; readonly office: string; readonly calendar: WorkCalendar },
  { others, now }: { readonly others: readonly OtherCampaign[]; readonly now: Instant },
): Promise<Together> {
  const { campaign, office, calendar } = at;
  const on = { campaign, office, day: dateOf(now) };
  const running = others.filter(({ status }) => status === 'running');
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

/** What a server refused is not there: the other campaign's own mail finds out for itself, and tells another of the office today. */
export function mayBeThere({ state, attempts }: Pick<MessageRow, 'state' | 'attempts'>): boolean {
  return state !== 'planned' && state !== 'failed' && !(state === 'cancelled' && attempts === 0);
}
