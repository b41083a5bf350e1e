import type { CampaignDefinition, RoundPlan } from '@duban/campaign';

/** A definition with its rounds, as it is launched. */
export interface LaunchPlan {
  readonly definition: CampaignDefinition;
  readonly rounds: readonly RoundPlan[];
}
