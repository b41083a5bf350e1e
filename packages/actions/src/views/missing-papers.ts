import type { LocalDate } from '@duban/base';
import { daysBetween } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
import type { BoardRow } from './board-rounds.js';
import { isExpected } from './cell-of.js';
import { paperDues } from './marks.js';

/** A sealed original that has not come. */
export interface MissingPaper {
  readonly obligation: string;
  readonly office: string;
  readonly what: string;
  readonly due: LocalDate;
  /** Calendar days from today to `due`; negative: late. */
  readonly days: number;
}

/** Originals that are asked for and have not come, the first due first; a nil report has its own signed paper. */
export function missingPapers(
  rows: readonly BoardRow[],
  { definition, today }: { readonly definition: CampaignDefinition; readonly today: LocalDate },
): MissingPaper[] {
  const dues = paperDues(definition);
  if (dues.size === 0) return [];
  return rows
    .filter((row) => isExpected(row) && row.state !== 'nil' && row.paper_arrived_at === null)
    .flatMap((row) => {
      const due = dues.get(row.requirement);
      if (due === undefined) return [];
      const what = whatIsOwed(requirementOf(definition, row.requirement), row.period_label);
      return [{ obligation: row.id, office: row.office, what, due, days: daysBetween(today, due) }];
    })
    .sort((a, b) => a.days - b.days || (a.obligation < b.obligation ? -1 : 1));
}
