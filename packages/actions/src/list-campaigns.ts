import type { Instant } from '@duban/base';
import { isSettled } from '@duban/campaign';
import type { CampaignStatus } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignFacts } from './facts/campaign-facts.js';
import { isExpected, isOverdue } from './views/cell-of.js';

export interface CampaignListed {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly status: CampaignStatus;
  readonly launchedAt: Instant;
  /** 应报 of all rounds (without who was exempted), and of those: settled, and overdue now. */
  readonly obligations: number;
  readonly settled: number;
  readonly overdue: number;
}

/** All campaigns, the newest first. */
export async function listCampaigns(ctx: Context, { now }: { readonly now: Instant }): Promise<CampaignListed[]> {
  const { db } = ctx.ledger;
  const campaigns = await db
    .selectFrom('campaign')
    .select(['id', 'status', 'launched_at'])
    .orderBy('launched_at', 'desc')
    .orderBy('id')
    .execute();
  const groups = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select((eb) => ['o.campaign', 'o.state', 'o.chase_due', 'r.due_time', eb.fn.countAll<number>().as('n')])
    .groupBy(['o.campaign', 'o.state', 'o.chase_due', 'r.due_time'])
    .execute();
  const listed: CampaignListed[] = [];
  for (const { id, status, launched_at: launchedAt } of campaigns) {
    const { definition } = await campaignFacts(db, id);
    const owed = groups.filter((g) => g.campaign === id && isExpected(g));
    const count = (of: (group: (typeof owed)[number]) => boolean) =>
      owed.filter(of).reduce((total, g) => total + g.n, 0);
    listed.push({
      id,
      title: definition.title,
      number: definition.notice.number,
      status,
      launchedAt,
      obligations: count(() => true),
      settled: count((g) => isSettled(g.state)),
      overdue: count((g) => isOverdue(g, now)),
    });
  }
  return listed;
}
