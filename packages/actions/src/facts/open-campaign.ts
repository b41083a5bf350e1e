import { DubanError } from '@duban/base';
import type { Db } from '@duban/ledger';
import { campaignFacts } from './campaign-facts.js';

/** Refuses what a closed campaign takes no more; one that is paused takes everything, only nobody is chased meanwhile. */
export async function refuseOver(db: Db, campaign: string, verb: string): Promise<void> {
  const row = await db.selectFrom('campaign').select('status').where('id', '=', campaign).executeTakeFirst();
  if (row?.status !== 'closed') return;
  const { definition } = await campaignFacts(db, campaign);
  throw new DubanError('campaign-over', { campaign: definition.title, verb });
}
