import type { Db, Poke } from '@duban/ledger';

/** Everything that runs for a campaign: itself, its offices, the rounds that are not merged, its report. */
export async function workflowsOf(db: Db, campaign: string): Promise<Poke[]> {
  const offices = await db
    .selectFrom('office')
    .select('id')
    .where('campaign', '=', campaign)
    .orderBy('position')
    .execute();
  const rounds = await db
    .selectFrom('round')
    .select(['requirement', 'period'])
    .where('campaign', '=', campaign)
    .where('merged_at', 'is', null)
    .orderBy('id')
    .execute();
  return [
    { workflow: 'campaign', input: { campaign } },
    ...offices.map(({ id: office }): Poke => ({ workflow: 'office', input: { campaign, office } })),
    ...rounds.map((round): Poke => ({ workflow: 'round', input: { campaign, ...round } })),
    { workflow: 'report', input: { campaign, kind: 'summary' } },
  ];
}
