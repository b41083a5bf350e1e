import type { Db, Poke } from '@duban/ledger';
import { campaignFacts } from './facts/campaign-facts.js';
import { titleOf } from './next/title-of.js';

/**
 * Names the workflows of a campaign for whoever reads the Temporal UI; no personal data.
 * @throws DubanError `campaign-unknown`
 */
export async function workflowTitles(db: Db, campaign: string): Promise<(workflow: Poke) => string | null> {
  const { definition } = await campaignFacts(db, campaign);
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period', 'period_label'])
    .where('campaign', '=', campaign)
    .execute();
  return (workflow) => titleOf({ definition, rounds }, workflow);
}
