import { DubanError } from '@duban/base';
import type { Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { cancelChases } from './status/cancel-waiting.js';
import { type ChangeStatus, changeStatus, refuseStatus, type StatusChanged } from './status/status-changed.js';

export type { ChangeStatus, StatusChanged } from './status/status-changed.js';

/**
 * Nobody is chased, no letter is signed and no round is closed until it is resumed. Hand-ins go on and are answered; other messages wait, chases
 * are taken back. What no pause stops (`duringPause`) goes on.
 * @throws DubanError `reason-missing`, `entry-state` unless it runs, `changed-meanwhile`, `campaign-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function pauseCampaign(ctx: Context, input: ChangeStatus): Promise<StatusChanged> {
  requireRight(input.actor, 'campaign.run', '暂停专项');
  if (input.reason.trim() === '') throw new DubanError('reason-missing', { verb: '暂停' });
  return ctx.ledger.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, input.campaign);
    refuseStatus(campaign, 'running', '暂停');
    refuseChanged(`“${campaign.title}”`, campaign.revision, input.revision);
    const { messages } = await cancelChases(tx, input.campaign);
    return changeStatus(tx, { ctx, input, status: 'paused', data: { messages } });
  });
}
