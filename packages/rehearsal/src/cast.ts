import type { CampaignDefinition, Office } from '@duban/campaign';
import { dice } from './dice.js';
import { type Profile, profiles } from './profiles.js';

/** Who plays whom. */
export interface Role {
  readonly office: Office;
  readonly profile: Profile;
}

/** The seed of a rehearsal nobody chose one for: it draws every profile (a test holds it to that). */
export const DEFAULT_SEED = 20230822;

/** Draws a profile for each office from the seed. */
export function castOffices(definition: CampaignDefinition, seed: number): Role[] {
  const lots = profiles.flatMap((profile) => Array<Profile>(profile.weight).fill(profile));
  return definition.offices.map((office) => ({ office, profile: dice(seed, `profile:${office.id}`).pick(lots) }));
}
