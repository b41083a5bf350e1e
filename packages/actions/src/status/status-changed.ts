import { DubanError, type Instant } from '@duban/base';
import { type CampaignStatus, poke, recordEvent, type Tx } from '@duban/ledger';
import type { Actor, Context } from '../context.js';
import { campaignFacts } from '../facts/campaign-facts.js';
import { type LockedCampaign, statusLabels } from '../facts/campaign-status.js';
import { workflowsOf } from '../next/workflows-of.js';
import { type NextStep, nextSteps } from '../next-steps.js';

export interface ChangeStatus {
  readonly campaign: string;
  /** Why; may be empty where the verb says so. */
  readonly reason: string;
  /** The campaign's revision that was looked at; null: any. */
  readonly revision: number | null;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Where the campaign stands now, and what will happen by itself from here on. */
export interface StatusChanged {
  readonly campaign: string;
  readonly status: CampaignStatus;
  readonly revision: number;
  readonly next: readonly NextStep[];
}

const NEXT_SHOWN = 40;

/** Refuses a verb that the status does not allow. */
export function refuseStatus(campaign: LockedCampaign, from: CampaignStatus, verb: string): void {
  if (campaign.status === from) return;
  throw new DubanError('entry-state', { what: `“${campaign.title}”`, state: statusLabels[campaign.status], verb });
}

/** Writes the new status with its event and wakes everything that runs for the campaign: each workflow asks the ledger what it means. */
export async function changeStatus(
  tx: Tx,
  change: { ctx: Context; input: ChangeStatus; status: CampaignStatus; data?: Readonly<Record<string, unknown>> },
): Promise<StatusChanged> {
  const { ctx, input, status, data } = change;
  const { campaign, actor, now } = input;
  const { revision } = await tx
    .updateTable('campaign')
    .set({ status, ...(status === 'closed' ? { closed_at: now } : {}) })
    .where('id', '=', campaign)
    .returning('revision')
    .executeTakeFirstOrThrow();
  await recordEvent(tx, {
    campaign,
    at: now,
    kind: EVENTS[status],
    actor,
    subject: campaign,
    data: { reason: input.reason.trim(), ...data },
  });
  await poke(tx, await workflowsOf(tx, campaign), now);
  const { definition } = await campaignFacts(tx, campaign);
  return { campaign, status, revision, next: await nextSteps(tx, { ctx, definition, limit: NEXT_SHOWN }, now) };
}

const EVENTS: Readonly<Record<CampaignStatus, string>> = {
  running: 'campaign-resumed',
  paused: 'campaign-paused',
  closed: 'campaign-closed',
};
