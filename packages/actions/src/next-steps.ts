import type { Instant } from '@duban/base';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import type { Context } from './context.js';
import { campaignDuties, duringPause } from './duties/duties-of.js';
import { statusOf } from './facts/campaign-status.js';
import { nextCampaignSteps } from './next/next-campaign-steps.js';
import { nextDutySteps } from './next/next-duty-steps.js';
import { nextMessages } from './next/next-messages.js';
import { nextOfficeSteps } from './next/next-office-steps.js';
import { nextRoundSteps, roundsAhead } from './next/next-round-steps.js';
import type { Ahead, NextStep } from './next/step-ahead.js';
import { owedLabels } from './views/owed-labels.js';

export type { NextStep } from './next/step-ahead.js';

export interface StepsOf {
  readonly ctx: Pick<Context, 'calendar'>;
  readonly definition: CampaignDefinition;
  /** At most so many, the first ones. */
  readonly limit?: number;
}

/**
 * What happens next in a campaign, the soonest first: the same moments that its workflows wait for, one entry per office, round, message
 * slot and hour of the campaign. While it is paused, and once it is closed, only answers to what was handed in are ahead, and in a pause what
 * no pause stops. Reads only.
 */
export async function nextSteps(db: Db, about: StepsOf, now: Instant): Promise<NextStep[]> {
  const { ctx, definition } = about;
  const status = await statusOf(db, definition.id);
  const messages = await nextMessages(db, { definition, status });
  if (status === 'closed') return inOrder(messages, about.limit);
  if (status === 'paused') {
    const { running } = duringPause(await campaignDuties(db, { ctx, definition }, now));
    return inOrder([...messages, ...nextDutySteps(running, now)], about.limit);
  }
  const rounds = await roundsAhead(db, definition.id);
  const labels = owedLabels(definition, rounds);
  const ahead: Ahead[] = [
    ...(await nextOfficeSteps(db, { ctx, definition, labels }, now)),
    ...messages,
    ...nextRoundSteps(rounds, labels, now),
    ...(await nextCampaignSteps(db, { ctx, definition, rounds }, now)),
  ];
  return inOrder(ahead, about.limit);
}

function inOrder(ahead: readonly Ahead[], limit: number | undefined): NextStep[] {
  return [...ahead]
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ at, endsDay = false, words }) => ({ at, endsDay, ...words() }));
}
