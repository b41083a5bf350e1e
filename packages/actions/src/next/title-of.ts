import type { CampaignDefinition } from '@duban/campaign';
import type { Poke } from '@duban/ledger';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import { documentTitle } from '../report/document-title.js';

/** A round as its title needs it. */
export interface TitledRound {
  readonly requirement: string;
  readonly period: string;
  readonly period_label: string;
}

/** What a workflow is called in the list of the Temporal UI, e.g. `催报：兖州区`; null for what the campaign does not have. */
export function titleOf(
  { definition, rounds }: { readonly definition: CampaignDefinition; readonly rounds: readonly TitledRound[] },
  { workflow, input }: Poke,
): string | null {
  switch (workflow) {
    case 'campaign':
      return `专项：${definition.title}`;
    case 'office': {
      const office = definition.offices.find((o) => o.id === input.office);
      return office ? `催报：${office.shortName}` : null;
    }
    case 'round': {
      const round = rounds.find((r) => r.requirement === input.requirement && r.period === input.period);
      return round ? `期次汇总：${whatIsOwed(requirementOf(definition, round.requirement), round.period_label)}` : null;
    }
    case 'report':
      return documentTitle(String(input.kind));
  }
}
