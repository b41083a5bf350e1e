import type { LocalDate, LocalTime } from '@duban/base';
import type { ObligationState } from '@duban/campaign';
import type { Tx } from '@duban/ledger';
import { type CampaignFacts, requirementOf, whatIsOwed } from '../facts/campaign-facts.js';

/** Something owed, in the words of tasks and letters. */
export interface OwedItem {
  readonly what: string;
  readonly state: ObligationState;
  readonly originalDue: LocalDate;
  /** In force for punctuality: later than the original when it was extended. */
  readonly due: LocalDate;
  readonly chaseDue: LocalDate;
  readonly dueTime: LocalTime | null;
  readonly cutOff: LocalDate;
}

/** These obligations, the first due first. */
export async function owedItems(tx: Tx, facts: CampaignFacts, obligations: readonly string[]): Promise<OwedItem[]> {
  const rows = await tx
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select(['o.requirement', 'o.state', 'o.original_due', 'o.due', 'o.chase_due'])
    .select(['r.due_time', 'r.period_label', 'r.cut_off'])
    .where('o.id', 'in', obligations)
    .orderBy('o.chase_due')
    .orderBy('r.due_time', (order) => order.asc().nullsLast())
    .orderBy('o.id')
    .execute();
  return rows.map((row) => ({
    what: whatIsOwed(requirementOf(facts.definition, row.requirement), row.period_label),
    state: row.state,
    originalDue: row.original_due,
    due: row.due,
    chaseDue: row.chase_due,
    dueTime: row.due_time,
    cutOff: row.cut_off,
  }));
}
