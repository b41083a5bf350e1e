import type { Db } from '@duban/ledger';
import { campaignFacts } from '../facts/campaign-facts.js';

/** One campaign in which a clerk's account may work, and as whom. */
export interface PlaceOfClerk {
  readonly campaign: string;
  readonly contact: string;
  /** Of the campaign. */
  readonly title: string;
}

/** Running campaigns first, the latest first. */
export async function placesOf(db: Db, account: string): Promise<PlaceOfClerk[]> {
  const rows = await db
    .selectFrom('account_contact as ac')
    .innerJoin('campaign as c', 'c.id', 'ac.campaign')
    .select(['ac.campaign', 'ac.contact'])
    .where('ac.account', '=', account)
    .orderBy('c.status', 'desc')
    .orderBy('c.launched_at', 'desc')
    .orderBy('ac.campaign')
    .orderBy('ac.contact')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({ ...row, title: (await campaignFacts(db, row.campaign)).definition.title })),
  );
}
