import type { CampaignDefinition } from '@duban/campaign';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';

/** What each round of a campaign collects, by `<requirement>/<period>`. */
export type OwedLabels = ReadonlyMap<string, string>;

export function owedLabels(
  definition: CampaignDefinition,
  rounds: readonly { readonly requirement: string; readonly period: string; readonly period_label: string }[],
): OwedLabels {
  return new Map(
    rounds.map((r) => [
      `${r.requirement}/${r.period}`,
      whatIsOwed(requirementOf(definition, r.requirement), r.period_label),
    ]),
  );
}

/** The parts of an obligation's id (`jining-2023/quarterly-table/2023Q3/yanzhou`, perhaps followed by `#2` or more); null for another id. */
export function obligationParts(id: string): { round: string; office: string; rest: string } | null {
  const [, requirement, period, tail] = id.split('/', 4);
  if (!requirement || !period || !tail) return null;
  const [office = '', version] = tail.split('#');
  return { round: `${requirement}/${period}`, office, rest: version === undefined ? '' : `第${version}版` };
}
