import type { LocalDate } from '@duban/base';
import { dateOf } from '@duban/base/time';
import { addWorkdays } from '@duban/calendar';
import type { Tx } from '@duban/ledger';
import type { Context } from './context.js';
import { lockCampaign } from './facts/campaign-status.js';
import { requireRight } from './facts/guard.js';
import { refuseChanged } from './facts/revision.js';
import { cancelChases } from './status/cancel-waiting.js';
import { type ChangeStatus, changeStatus, refuseStatus, type StatusChanged } from './status/status-changed.js';

/**
 * Goes on from now: of the steps missed meanwhile the highest is done once, and rounds whose cut-off has passed close with the next working
 * day. The answer says what is ahead.
 * @throws DubanError `entry-state` unless it is paused, `changed-meanwhile`, `campaign-unknown`, `campaign-closed`, `not-allowed`.
 */
export async function resumeCampaign(ctx: Context, input: ChangeStatus): Promise<StatusChanged> {
  requireRight(input.actor, 'campaign.run', '恢复专项');
  return ctx.ledger.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, input.campaign);
    refuseStatus(campaign, 'paused', '恢复');
    refuseChanged(`“${campaign.title}”`, campaign.revision, input.revision);
    // A look that began before the pause may have planned one after it: on its old day it would be a second chase beside today's.
    await cancelChases(tx, input.campaign);
    const cutOff = addWorkdays(ctx.calendar, dateOf(input.now), 1);
    const rounds = await moveCutOffs(tx, input, cutOff);
    return changeStatus(tx, { ctx, input, status: 'running', data: rounds.length === 0 ? {} : { rounds, cutOff } });
  });
}

/** A cut-off that passed during the pause, when nobody was reminded, must not fall on the moment somebody presses a button. */
async function moveCutOffs(tx: Tx, { campaign, now }: ChangeStatus, cutOff: LocalDate): Promise<string[]> {
  const moved = await tx
    .updateTable('round')
    .set({ cut_off: cutOff })
    .where('campaign', '=', campaign)
    .where('merged_at', 'is', null)
    .where('cut_off', '<', dateOf(now))
    .returning('id')
    .execute();
  return moved.map(({ id }) => id);
}
