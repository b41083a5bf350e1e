import { DubanError } from '@duban/base';
import { dice } from '@duban/base/dice';
import type { CampaignDefinition, Office } from '@duban/campaign';
import type { Behaviour, Profile } from './profiles.js';

/** Who plays whom. */
export interface Role {
  readonly office: Office;
  readonly profile: Profile;
}

/** The seed of a rehearsal nobody chose one for: it draws every profile (a test holds it to that). */
export const DEFAULT_SEED = 20230822;

/**
 * Draws a profile for each office from the seed, but for those whose part is given.
 * @throws DubanError `profile-office-unknown` when a part is given to an office that is not in the campaign.
 */
export function castOffices(
  { offices, title }: Pick<CampaignDefinition, 'offices' | 'title'>,
  seed: number,
  { profiles, cast }: Behaviour,
): Role[] {
  const strangers = Object.keys(cast).filter((id) => !offices.some((office) => office.id === id));
  if (strangers.length > 0)
    throw new DubanError('profile-office-unknown', {
      offices: strangers.join('、'),
      campaign: title,
      known: offices.map(({ id }) => id).join('、'),
    });
  const lots = profiles.flatMap((profile) => Array<Profile>(profile.weight).fill(profile));
  return offices.map((office) => ({
    office,
    profile: profiles.find(({ id }) => id === cast[office.id]) ?? dice(seed, `profile:${office.id}`).pick(lots),
  }));
}
