import type { LocalDate } from '@duban/base';
import { DubanError } from '@duban/base';
import { amend, type CampaignDiff, diffCampaigns } from '@duban/campaign';
import { loadSeed } from './load-seed.js';
import type { OfficeNames } from './plan-seed.js';

export interface SeedDiff extends CampaignDiff {
  readonly campaign: string;
  readonly title: string;
  readonly names: OfficeNames;
  readonly open: readonly string[];
}

/**
 * What the seed `document` changes in the campaign it extends, or in `running` when that is given. `effective` is the day it takes effect.
 * @throws DubanError as `loadSeed`; `not-an-amendment` when the document extends nothing and no campaign is named.
 */
export async function diffSeeds(
  seeds: string,
  { document, running, effective }: { document: string; running: string | null; effective: LocalDate },
): Promise<SeedDiff> {
  const later = await loadSeed(seeds, document);
  const base = running ?? later.definition.notice.extends?.campaign;
  if (base === undefined) throw new DubanError('not-an-amendment', { name: document });
  const before = await loadSeed(seeds, base);
  const amended = amend(before.definition, later.definition);
  const answers = [...before.answers, ...later.answers];
  const names = Object.fromEntries(amended.offices.map((office) => [office.id, office.shortName]));
  const diff = diffCampaigns(before, { definition: amended, answers }, effective);
  return { ...diff, campaign: before.definition.id, title: amended.title, names, open: [] };
}
