import type { Instant } from '@duban/base';
import { isOwed, isSettled, type ObligationState } from '@duban/campaign';
import type { Db } from '@duban/ledger';
import { isExpected, pastDue } from './cell-of.js';

/** What a board can be narrowed to: 全部, 未报 (a returned sheet is owed again), 待审核, 逾期. */
export type BoardFilter = 'all' | 'missing' | 'review' | 'overdue';

/** The states that a filter shows; null for any. */
export const statesOf: Readonly<Record<BoardFilter, readonly ObligationState[] | null>> = {
  all: null,
  missing: ['expected', 'returned'],
  review: ['received', 'checked'],
  overdue: ['expected', 'returned'],
};

/** How many obligations of a round stand alike. */
export interface Tally {
  readonly round: string;
  readonly state: ObligationState;
  readonly received: boolean;
  readonly overdue: boolean;
  readonly n: number;
}

/** All obligations of a campaign, counted by the database: 57,000 rows are not carried here to be counted. */
export async function boardTallies(db: Db, campaign: string, now: Instant): Promise<Tally[]> {
  const groups = await db
    .selectFrom('obligation as o')
    .innerJoin('round as r', 'r.id', 'o.round')
    .select((eb) => [
      'o.round',
      'o.state',
      // A nil report has come, too.
      eb.or([eb('o.first_received_at', 'is not', null), eb('o.state', '=', 'nil')]).as('received'),
      pastDue(now).as('past'),
      eb.fn.countAll<number>().as('n'),
    ])
    .where('o.campaign', '=', campaign)
    .groupBy(['o.round', 'o.state', 'received', 'past'])
    .execute();
  return groups.map(({ round, state, received, past, n }) => ({
    round,
    state,
    received: received === true,
    overdue: past && isOwed(state),
    n,
  }));
}

export interface RoundCounts {
  readonly owed: number;
  readonly received: number;
  /** 待审核: it waits for the bureau. */
  readonly review: number;
  readonly settled: number;
  readonly overdue: number;
}

/** 家 of one round: 应报 (without who was exempted); of those, ever received, waiting for a decision, settled, overdue now. */
export function roundCounts(tallies: readonly Tally[], round: string): RoundCounts {
  const expected = tallies.filter((t) => t.round === round && isExpected(t));
  return {
    owed: sum(expected),
    received: sum(expected.filter((t) => t.received)),
    review: sum(expected.filter((t) => statesOf.review?.includes(t.state))),
    settled: sum(expected.filter((t) => isSettled(t.state))),
    overdue: sum(expected.filter((t) => t.overdue)),
  };
}

/** 项 that each filter would show. */
export function filterCounts(tallies: readonly Tally[]): Readonly<Record<BoardFilter, number>> {
  const shown = (filter: BoardFilter): number =>
    sum(tallies.filter((t) => (statesOf[filter]?.includes(t.state) ?? true) && (filter !== 'overdue' || t.overdue)));
  return { all: shown('all'), missing: shown('missing'), review: shown('review'), overdue: shown('overdue') };
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, t) => total + t.n, 0);
}
