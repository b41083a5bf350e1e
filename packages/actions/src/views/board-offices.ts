import type { LocalDate } from '@duban/base';
import type { CampaignDefinition, Office } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { type BoardFilter, statesOf } from './board-tallies.js';

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
  { definition, today }: { readonly definition: CampaignDefinition; readonly today: LocalDate },
  { filter, find, from, count }: OfficesWanted,
): Promise<{ readonly page: Office[]; readonly count: number }> {
  const wanted = find.trim();
  const named = definition.offices.filter((o) => o.name.includes(wanted) || o.shortName.includes(wanted));
  const owing = await officesWith(db, { campaign: definition.id, filter, today });
  const matching = owing === null ? named : named.filter((o) => owing.has(o.id));
  return { page: matching.slice(from, from + count), count: matching.length };
}

async function officesWith(
  db: Db,
  { campaign, filter, today }: { campaign: string; filter: BoardFilter; today: LocalDate },
): Promise<ReadonlySet<string> | null> {
  const states = statesOf[filter];
  if (states === null) return null;
  const rows = await db
    .selectFrom('obligation')
    .select('office')
    .distinct()
    .where('campaign', '=', campaign)
    .where('state', 'in', states)
    .$if(filter === 'overdue', (query) => query.where('chase_due', '<', today))
    .execute();
  return new Set(rows.map((row) => row.office));
}
