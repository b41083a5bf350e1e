import type { LocalDate } from '@duban/base';
import { DubanError } from '@duban/base';
import { amend, type CampaignDiff, diffCampaigns, openQuestions, type Question } from '@duban/campaign';
import { loadSeed, type SeedReading } from './load-seed.js';
import type { OfficeNames } from './plan-seed.js';

export interface SeedDiff extends CampaignDiff {
  readonly campaign: string;
  readonly title: string;
  readonly names: OfficeNames;
  /** What the document leaves open: while something is, the amendment cannot be made. */
  readonly questions: readonly Question[];
}

export interface DiffSeeds extends SeedReading {
  readonly document: string;
  readonly running: string | null;
  /** The day the document takes effect. */
  readonly effective: LocalDate;
}

/**
 * What the seed `document` changes in the campaign it extends, or in `running` when that is given.
 * @throws DubanError as `loadSeed`; `not-an-amendment` when the document extends nothing and no campaign is named.
 */
export async function diffSeeds(
  seeds: string,
  { document, running, effective, ...reading }: DiffSeeds,
): Promise<SeedDiff> {
  const later = await loadSeed(seeds, document, reading);
  const base = running ?? later.definition.notice.extends?.campaign;
  if (base === undefined) throw new DubanError('not-an-amendment', { name: document });
  const before = await loadSeed(seeds, base, reading);
  const definition = amend(before.definition, later.definition, effective);
  const answers = [...before.answers, ...later.answers];
  const names = Object.fromEntries(definition.offices.map((office) => [office.id, office.shortName]));
  return {
    ...diffCampaigns({ ...before, ...reading }, { definition, answers, ...reading }, effective),
    campaign: before.definition.id,
    title: definition.title,
    names,
    questions: openQuestions(definition, answers, reading.calendar),
  };
}
