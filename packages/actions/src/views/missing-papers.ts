import type { LocalDate } from '@duban/base';
import { daysBetween } from '@duban/base/time';
import type { CampaignDefinition } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { requirementOf, whatIsOwed } from '../facts/campaign-facts.js';
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
export async function missingPapers(
  db: Db,
  { definition, today }: { readonly definition: CampaignDefinition; readonly today: LocalDate },
): Promise<MissingPaper[]> {
  const dues = paperDues(definition);
  if (dues.size === 0) return [];
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.id', 'o.office', 'o.requirement', 'r.period_label'])
    .where('o.campaign', '=', definition.id)
    .where('o.requirement', 'in', [...dues.keys()])
    .where('o.state', 'not in', ['nil', 'exempt', 'withdrawn'])
    .where('o.paper_arrived_at', 'is', null)
    .orderBy('o.id')
    .execute();
  return rows
    .flatMap((row) => {
      const due = dues.get(row.requirement);
      if (due === undefined) return [];
      const what = whatIsOwed(requirementOf(definition, row.requirement), row.period_label);
      return [{ obligation: row.id, office: row.office, what, due, days: daysBetween(today, due) }];
    })
    .sort((a, b) => a.days - b.days);
}
