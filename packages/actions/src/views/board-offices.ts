import type { Instant } from '@duban/base';
import type { CampaignDefinition, Office } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { type BoardFilter, statesOf } from './board-tallies.js';
import { pastDue } from './cell-of.js';

/** Which offices a board shows. */
export interface OfficesWanted {
  /** Those with at least one obligation that the filter shows. */
  readonly filter: BoardFilter;
  /** Part of a name; empty for any. */
  readonly find: string;
  /** How many matching offices come before the page, and how many it has at most. */
  readonly from: number;
  readonly count: number;
}

export const EVERYTHING: OfficesWanted = { filter: 'all', find: '', from: 0, count: 100 };

/** One page of the offices that match, in directory order, and how many match. */
export async function officesWanted(
  db: Db,
  { definition, now }: { readonly definition: CampaignDefinition; readonly now: Instant },
  { filter, find, from, count }: OfficesWanted,
): Promise<{ readonly page: Office[]; readonly count: number }> {
  const wanted = find.trim();
  const named = definition.offices.filter((o) => o.name.includes(wanted) || o.shortName.includes(wanted));
  const owing = await officesWith(db, { campaign: definition.id, filter, now });
  const matching = owing === null ? named : named.filter((o) => owing.has(o.id));
  return { page: matching.slice(from, from + count), count: matching.length };
}

async function officesWith(
  db: Db,
  { campaign, filter, now }: { campaign: string; filter: BoardFilter; now: Instant },
): Promise<ReadonlySet<string> | null> {
  const states = statesOf[filter];
  if (states === null) return null;
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select('o.office')
    .distinct()
    .where('o.campaign', '=', campaign)
    .where('o.state', 'in', states)
    .$if(filter === 'overdue', (query) => query.where(pastDue(now)))
    .execute();
  return new Set(rows.map((row) => row.office));
}
