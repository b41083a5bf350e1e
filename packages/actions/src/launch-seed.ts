import { DubanError, type Instant } from '@duban/base';
import type { Actor, Context } from './context.js';
import { requireRight } from './facts/guard.js';
import { planLaunch } from './launch/plan-launch.js';
import { type Launched, launchCampaign } from './launch-campaign.js';
import type { SeedFolders } from './seed-folders.js';

export type { Launched } from './launch-campaign.js';

export interface LaunchSeed extends SeedFolders {
  readonly name: string;
  /** Of the preview that was confirmed. */
  readonly digest: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/**
 * Launches a seed as it is dated for a launch at `now`, exactly as it was previewed.
 * @throws DubanError `preview-outdated` when the preview would read differently by now; as `launchPreview` and `launchCampaign` do.
 */
export async function launchSeed(ctx: Context, input: LaunchSeed): Promise<Launched> {
  const { digest, actor, now } = input;
  requireRight(actor, 'campaign.run', '启动专项');
  const planned = await planLaunch(ctx, input, now);
  const { id, title } = planned.seed.definition;
  // Said first: whoever confirms twice is told that it runs, not to look at the preview again.
  const running = await ctx.ledger.db.selectFrom('campaign').select('id').where('id', '=', id).executeTakeFirst();
  if (running) throw new DubanError('campaign-exists', { campaign: title });
  if (planned.digest !== digest) throw new DubanError('preview-outdated', { campaign: title });
  return launchCampaign(ctx, planned.seed, { actor, now });
}
